import { z } from 'zod'
import { about, requestId } from '@mimamori/contract'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { loginRoles } from '@mimamori/contract/roles'
import { DuplicateNameError, type Access, type User } from './access.ts'
import { newPassword } from './new-password.ts'
import { principalName } from './principal-name.ts'
import type { AuditLog } from '../platform/audit/audit-log.ts'
import { compareFields } from '../platform/audit/compare-fields.ts'
import type { Config } from '../platform/config/settings.ts'
import { loginLink } from './login-link.ts'
import { ApiError } from '../platform/errors/error-codes.ts'

interface Deps {
  readonly access: Access
  readonly audit: AuditLog
  readonly config: Config
}

const timestamp = z.iso.datetime()
const role = z.enum(loginRoles)
const userView = z.object({
  name: z.string().meta(about('The name of the user.', 'sato')),
  role: role.meta(about('The role of the user.', 'viewer')),
  createdAt: timestamp,
  hasPassword: z.boolean()
})
const params = z.object({ name: z.string().meta(about('The name of the user.', 'sato')) })
const answer = z.object({ requestId, user: userView.describe('The user.') })
const linkAnswer = z.object({
  requestId,
  link: z.string(),
  expiresAt: timestamp.meta(about('When the code and the link expire.', '2026-11-25T09:10:00.000Z'))
})
const tags = ['access']

const viewOf = ({ name, role, createdAtMs, hasPassword }: User): z.infer<typeof userView> => ({
  name,
  role,
  createdAt: new Date(createdAtMs).toISOString(),
  hasPassword
})

/** The people who log in with a name of their own: by one-time links and, if they have one, a password. */
export const userRoutes = ({ access, audit, config }: Deps): FastifyPluginAsyncZod => async (app) => {
  const unknown = (name: string): ApiError => new ApiError('USER_NOT_FOUND', `there is no user named ${name}`)

  app.get('/api/users', {
    onRequest: app.requireRole(),
    schema: {
      operationId: 'listUsers',
      tags,
      summary: 'List the users',
      summaryJa: 'ユーザーの一覧',
      answer: 'The users.',
      response: { 200: z.object({ requestId, users: z.array(userView).describe('The users.') }) }
    }
  }, async (request) => ({ requestId: request.id, users: access.users().map(viewOf) }))

  app.post('/api/users', {
    onRequest: app.requireRole(),
    config: { errors: ['USER_EXISTS', 'TOKEN_EXISTS', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'createUser',
      tags,
      summary: 'Create a user, who then logs in with a one-time link',
      summaryJa: 'ユーザーを作る。ユーザーは 1 回限りのリンクでログインする',
      answer: 'The user was created.',
      body: z.strictObject({
        name: principalName.meta(about('The name of the user. The audit log shows it for what the user changes.', 'sato')),
        role: role.meta(about('The role of the user.', 'viewer'))
      }),
      response: { 201: answer }
    }
  }, async (request, reply) => {
    try {
      const user = await access.createUser(request.body, request.author)
      request.log.info({ user: user.name, role: user.role, by: request.operator.name }, 'user created')
      return await reply.code(201).send({ requestId: request.id, user: viewOf(user) })
    } catch (error) {
      throw error instanceof DuplicateNameError
        ? new ApiError(error.holder === 'user' ? 'USER_EXISTS' : 'TOKEN_EXISTS', error.message, { cause: error })
        : error
    }
  })

  app.patch('/api/users/:name', {
    onRequest: app.requireRole(),
    config: { errors: ['USER_NOT_FOUND', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'changeUser',
      tags,
      summary: 'Change the role of a user, or set, change or remove the password; the user’s sessions end',
      summaryJa: 'ユーザーの役割を変える。パスワードを設定、変更、削除する。そのユーザーのセッションは終了する',
      answer: 'The changed user.',
      params,
      body: z.strictObject({
        role: role.optional().meta(about('The role of the user.', 'admin')),
        password: newPassword.nullable().optional().meta(about('The password; null removes it.', 'six cranes over the lake'))
      }),
      response: { 200: answer.extend({
        isChanged: z.boolean().meta(about('False where the user was so already: no session ends.', true))
      }) }
    }
  }, async (request) => {
    const found = await access.changeUser(request.params.name, request.body, request.author)
    if (!found) throw unknown(request.params.name)
    const { user, isChanged } = found
    if (isChanged) request.log.info({ user: user.name, role: user.role, by: request.operator.name }, 'user changed')
    return { requestId: request.id, user: viewOf(user), isChanged }
  })

  app.delete('/api/users/:name', {
    onRequest: app.requireRole(),
    config: { errors: ['USER_NOT_FOUND', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'deleteUser',
      tags,
      summary: 'Delete a user, whose sessions end',
      summaryJa: 'ユーザーを削除する。そのユーザーのセッションは終了する',
      answer: 'The user was deleted. The user’s sessions were ended.',
      params,
      response: { 200: z.object({ requestId }) }
    }
  }, async (request) => {
    if (!await access.deleteUser(request.params.name, request.author)) throw unknown(request.params.name)
    request.log.info({ user: request.params.name, by: request.operator.name }, 'user deleted')
    return { requestId: request.id }
  })

  app.post('/api/users/:name/login-codes', {
    onRequest: app.requireRole(),
    config: { errors: ['USER_NOT_FOUND', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'createUserLoginCode',
      tags,
      summary: 'Create a one-time link with which a user logs in',
      summaryJa: 'ユーザーがログインするための 1 回限りのリンクを作る',
      answer: 'The link. It works once.',
      params,
      body: z.strictObject({}).optional(),
      response: { 201: linkAnswer }
    }
  }, async (request, reply) => {
    const { name } = request.params
    const user = access.users().find((each) => each.name === name)
    if (!user) throw unknown(name)
    // The code is in memory only: its receiver is recorded before it exists.
    await audit.record(request.author, {
      action: 'createUserLoginCode',
      subject: { type: 'login_code', name },
      changes: compareFields(undefined, { role: user.role })
    })
    const created = access.createLoginCodeOf(name)
    if (!created) throw unknown(name)
    return reply
      .code(201)
      .send({
        requestId: request.id,
        link: loginLink(config, request.headers.host, created.code),
        expiresAt: new Date(created.expiresAtMs).toISOString()
      })
  })
}
