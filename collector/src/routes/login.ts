import { z } from 'zod'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { loginRoles, roles, type Access } from '../access/access.ts'
import type { AuditLog } from '../audit/audit-log.ts'
import { compareFields } from '../audit/compare-fields.ts'
import { failureBudget } from '../rate-limits/failure-budget.ts'
import { linkOrigin, publicOrigin } from '../config/origin.ts'
import { publicCommand } from '../config/own-command.ts'
import type { Config } from '../config/settings.ts'
import { ApiError } from '../http/errors/error-codes.ts'
import { sessionCookie } from '../http/authentication/operator-authentication.ts'
import type { Clock } from '../clock/clock.ts'

interface Parts {
  readonly access: Access
  readonly audit: AuditLog
  readonly clock: Clock
}

const instant = z.iso.datetime()
const operator = z.object({ name: z.string(), role: z.enum(roles) })
const tags = ['access']

/** The page that exchanges the code. Browsers send a fragment to no server, so that it is in no log. */
const loginPath = '/admin/login#'

/** One-time login: a code for a link, exchanged once by POST for the session's cookie. */
export const loginRoutes = ({ access, audit, clock, config }: Parts & { readonly config: Config }): FastifyPluginAsyncZod => async (app) => {
  // For the whole collector, not by address: a whole site may share one, and a guesser may have many.
  const wrongCodes = failureBudget(clock, { perMinute: 20 })
  const command = publicCommand()
  const cookie = { path: '/', httpOnly: true, sameSite: 'strict', secure: publicOrigin(config).startsWith('https:') } as const

  app.post('/api/login-codes', {
    onRequest: app.requireRole(),
    config: { errors: ['STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'createLoginCode',
      tags,
      summary: 'Create a one-time code, and a link with it, to log in with a browser',
      body: z.strictObject({ role: z.enum(loginRoles).default('admin') }).optional(),
      response: { 201: z.object({ requestId: z.string(), code: z.string(), link: z.string(), expiresAt: instant }) }
    }
  }, async (request, reply) => {
    const role = request.body?.role ?? 'admin'
    // The code is in memory alone: whoever gets it is recorded before there is one.
    await audit.record(request.author, { action: 'createLoginCode', subject: { type: 'login_code', name: null }, changes: compareFields(undefined, { role }) })
    const { code, expiresAtMs } = access.createLoginCode({ ...request.operator, role })
    const link = `${linkOrigin(config, request.headers.host)}${loginPath}${code}`
    return reply.code(201).send({ requestId: request.id, code, link, expiresAt: new Date(expiresAtMs).toISOString() })
  })

  app.post('/api/login', {
    config: { errors: ['LOGIN_CODE_INVALID', 'ORIGIN_REFUSED', 'RATE_LIMITED', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'logIn',
      tags,
      summary: 'Exchange a one-time code for a session cookie',
      body: z.strictObject({ code: z.string().min(1).max(128) }),
      response: { 200: z.object({ requestId: z.string(), operator, expiresAt: instant }) }
    },
    onRequest: async (request) => { app.requireOwnOrigin(request) }
  }, async (request, reply) => {
    const session = await access.exchangeLoginCode(request.body.code)
    if (!session) {
      const waitSeconds = wrongCodes.exhaustedForSeconds()
      if (waitSeconds !== undefined) throw new ApiError('RATE_LIMITED', 'too many wrong codes in the last minute', { retryAfterSeconds: waitSeconds })
      wrongCodes.note()
      throw new ApiError('LOGIN_CODE_INVALID', `the login link has been used or is older than ten minutes; on the server, \`${command} login\` prints a new one`)
    }
    request.log.info({ by: session.operator.name }, 'logged in')
    void reply.setCookie(sessionCookie, session.secret, { ...cookie, expires: new Date(session.expiresAtMs) })
    const { name, role } = session.operator
    return { requestId: request.id, operator: { name, role }, expiresAt: new Date(session.expiresAtMs).toISOString() }
  })

  app.get('/api/session', {
    onRequest: app.requireRole(...roles),
    schema: { operationId: 'getSession', tags, summary: 'Get the person or service that sent the request', response: { 200: z.object({ requestId: z.string(), operator }) } }
  }, async (request) => ({ requestId: request.id, operator: { name: request.operator.name, role: request.operator.role } }))

  app.post('/api/logout', {
    onRequest: app.requireRole(...roles),
    config: { errors: ['STORAGE_UNAVAILABLE'] },
    schema: { operationId: 'logOut', tags, summary: 'End the session of this browser', body: z.strictObject({}).optional(), response: { 200: z.object({ requestId: z.string() }) } }
  }, async (request, reply) => {
    const secret = request.cookies[sessionCookie]
    if (secret !== undefined) await access.endSession(secret)
    void reply.clearCookie(sessionCookie, cookie)
    return { requestId: request.id }
  })
}
