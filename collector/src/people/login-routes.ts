import { z } from 'zod'
import { about, requestId } from '@mimamori/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { loginRoles, roles } from '@mimamori/contract/roles'
import type { Access, Browser, Session } from './access.ts'
import { longestPassword, newPassword } from './new-password.ts'
import type { AuditLog } from '../platform/audit/audit-log.ts'
import { compareFields } from '../platform/audit/compare-fields.ts'
import { failureBudget } from '../platform/rate-limits/failure-budget.ts'
import { publicCommand } from '../platform/config/local-command.ts'
import type { Config } from '../platform/config/settings.ts'
import { ApiError } from '../platform/errors/error-codes.ts'
import { loginLink } from './login-link.ts'
import { cookieOptions, sessionCookie } from '../platform/http/authentication/session-cookie.ts'
import { createPasswordLogin } from './password-login.ts'
import { peerAddress } from '../platform/http/connections/peer-address.ts'
import type { Clock } from '../platform/clock/clock.ts'

interface Deps {
  readonly access: Access
  readonly audit: AuditLog
  readonly clock: Clock
}

const timestamp = z.iso.datetime()
const operator = z.object({
  name: z.string().meta(about('The name of the person or service.', 'admin')),
  role: z.enum(roles).meta(about('The role of the person or service.', 'admin'))
})
const tags = ['access']

const browserOf = (request: FastifyRequest): Browser => ({ address: peerAddress(request), userAgent: request.headers['user-agent'] })

/** Login of a browser: by a code for a link, exchanged once by POST for the session's cookie, or by name and password. */
export const loginRoutes = (
  { access, audit, clock, config }: Deps & { readonly config: Config }
): FastifyPluginAsyncZod => async (app) => {
  // For the whole collector, not by address: a whole site may share one, and a guesser may have many.
  const wrongCodes = failureBudget(clock, { perMinute: 20 })
  const passwords = createPasswordLogin({ access, clock })
  const command = publicCommand()

  app.post(
    '/api/login-codes',
    {
      onRequest: app.requireRole(),
      config: { errors: ['STORAGE_UNAVAILABLE'] },
      schema: {
        operationId: 'createLoginCode',
        tags,
        summary: 'Create a one-time code, and a link with it, to log in with a browser',
        summaryJa: 'ブラウザーでログインするための 1 回限りのコードとリンクを作る',
        answer: 'The code and the link. Both work once.',
        body: z.strictObject({ role: z.enum(loginRoles).default('admin').meta(about('The role of the session.', 'viewer')) }).optional(),
        response: { 201: z.object({
          requestId,
          code: z.string().meta(about('The one-time code.', '3q2x')),
          link: z.string().meta(about(
            'The link that opens the page and logs in. It works once.',
            'https://mimamori.example/admin/login#3q2x'
          )),
          expiresAt: timestamp.meta(about('When the code and the link expire.', '2026-11-25T09:10:00.000Z'))
        }) }
      }
    },
    async (request, reply) => {
      const role = request.body?.role ?? 'admin'
      // The code is in memory only: its receiver is recorded before it exists.
      await audit.record(request.author, {
        action: 'createLoginCode',
        subject: { type: 'login_code', name: null },
        changes: compareFields(undefined, { role })
      })
      const { code, expiresAtMs } = access.createLoginCode({ ...request.operator, role })
      return reply
        .code(201)
        .send({
          requestId: request.id,
          code,
          link: loginLink(config, request.headers.host, code),
          expiresAt: new Date(expiresAtMs).toISOString()
        })
    }
  )

  const letIn = (request: FastifyRequest, reply: FastifyReply, { secret, operator: { name, role }, expiresAtMs }: Session) => {
    request.log.info({ by: name }, 'logged in')
    void reply.setCookie(sessionCookie, secret, { ...cookieOptions(request), expires: new Date(expiresAtMs) })
    return { requestId: request.id, operator: { name, role }, expiresAt: new Date(expiresAtMs).toISOString() }
  }
  const loggedIn = z.object({
    requestId,
    operator: operator.describe('The person or service that sent the request.'),
    expiresAt: timestamp.meta(about('When the code and the link expire.', '2026-11-25T09:10:00.000Z'))
  })

  app.post(
    '/api/login',
    {
      config: { errors: ['LOGIN_CODE_INVALID', 'ORIGIN_REFUSED', 'RATE_LIMITED', 'STORAGE_UNAVAILABLE'] },
      schema: {
        operationId: 'logIn',
        tags,
        summary: 'Exchange a one-time code for a session cookie',
        summaryJa: '1 回限りのコードをセッションの Cookie に交換する',
        answer: 'The browser is logged in. The cookie holds the session.',
        body: z.strictObject({ code: z.string().min(1).max(128).meta(about('The one-time code.', '3q2x')) }),
        response: { 200: loggedIn }
      },
      onRequest: async (request) => {
        app.requireOwnOrigin(request)
      }
    },
    async (request, reply) => {
      const session = await access.exchangeLoginCode(request.body.code, browserOf(request))
      if (!session) {
        const waitSeconds = wrongCodes.exhaustedForSeconds()
        if (waitSeconds !== undefined) {
          throw new ApiError('RATE_LIMITED', 'too many wrong codes in the last minute', { retryAfterSeconds: waitSeconds })
        }
        wrongCodes.record()
        throw new ApiError(
          'LOGIN_CODE_INVALID',
          `the login link has been used or is older than ten minutes; on the server, \`${command} login\` prints a new one`
        )
      }
      return letIn(request, reply, session)
    }
  )

  app.post(
    '/api/login/password',
    {
      config: { errors: ['PASSWORD_INVALID', 'ORIGIN_REFUSED', 'RATE_LIMITED', 'STORAGE_UNAVAILABLE'] },
      schema: {
        operationId: 'logInWithPassword',
        tags,
        summary: 'Exchange a user’s name and password for a session cookie',
        summaryJa: 'ユーザー名とパスワードをセッションの Cookie に交換する',
        answer: 'The browser is logged in. The cookie holds the session.',
        body: z.strictObject({
          name: z.string().min(1).max(63).meta(about('The name of the user.', 'sato')),
          password: z.string().min(1).max(longestPassword).meta(about('The password of the user.', 'six cranes over the lake'))
        }),
        response: { 200: loggedIn }
      },
      onRequest: async (request) => {
        app.requireOwnOrigin(request)
      }
    },
    async (request, reply) => letIn(request, reply, await passwords.logIn(request.body.name, request.body.password, browserOf(request)))
  )

  app.get(
    '/api/session',
    {
      onRequest: app.requireRole(...roles),
      schema: {
        operationId: 'getSession',
        tags,
        summary: 'Get the person or service that sent the request',
        summaryJa: '呼び出しているのは誰か',
        answer: 'The person or service, and its role.',
        response: { 200: z.object({
          requestId,
          operator,
          user: z.object({
            hasPassword: z.boolean().meta(about(
              'Whether a password is set. Without one, the user logs in with one-time links only.',
              true
            ))
          }).nullable().describe('The user whose login it is; null if the login goes back to a token.')
        }) }
      }
    },
    async (request) => {
      const { name, role } = request.operator
      const user = access.userOf(request.operator)
      return { requestId: request.id, operator: { name, role }, user: user ? { hasPassword: user.hasPassword } : null }
    }
  )

  app.post(
    '/api/session/password',
    {
      onRequest: app.requireRole('viewer'),
      config: { errors: ['USER_NOT_FOUND', 'PASSWORD_INVALID', 'RATE_LIMITED', 'STORAGE_UNAVAILABLE'] },
      schema: {
        operationId: 'changeOwnPassword',
        tags,
        summary: 'Set or change the password of the user who is logged in; their other sessions end',
        summaryJa: 'ログイン中のユーザー自身のパスワードを設定・変更し、ほかのセッションを終える',
        answer: 'The password was changed.',
        body: z.strictObject({
          current: z.string().min(1).max(longestPassword).nullable().meta(about(
            'The password so far; null if there is none.',
            'six cranes over the lake'
          )),
          password: newPassword.meta(about('The new password.', 'seven geese over the bay'))
        }),
        response: { 200: z.object({ requestId }) }
      }
    },
    async (request) => {
      const secret = request.cookies[sessionCookie]
      const user = access.userOf(request.operator)
      if (!user || secret === undefined) {
        throw new ApiError('USER_NOT_FOUND', 'this login goes back to a token, and has no password: expected the session of a user')
      }
      await passwords.changeOwn(user.name, secret, request.body, request.author)
      request.log.info({ user: user.name }, 'own password changed')
      return { requestId: request.id }
    }
  )

  app.post(
    '/api/logout',
    {
      onRequest: app.requireRole(...roles),
      config: { errors: ['STORAGE_UNAVAILABLE'] },
      schema: {
        operationId: 'logOut',
        tags,
        summary: 'End the session of this browser',
        summaryJa: 'このブラウザーのセッションを終える',
        answer: 'The session was ended.',
        body: z.strictObject({}).optional(),
        response: { 200: z.object({ requestId }) }
      }
    },
    async (request, reply) => {
      const secret = request.cookies[sessionCookie]
      if (secret !== undefined) await access.endSession(secret)
      void reply.clearCookie(sessionCookie, cookieOptions(request))
      return { requestId: request.id }
    }
  )
}
