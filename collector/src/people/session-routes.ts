import { z } from 'zod'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { roles } from '@mimamori/contract/roles'
import type { Access } from './access.ts'
import { ApiError } from '../platform/errors/error-codes.ts'

const timestamp = z.iso.datetime()
const sessionView = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(roles),
  createdAt: timestamp,
  lastUsedAt: timestamp.nullable(),
  expiresAt: timestamp,
  address: z.string().nullable(),
  userAgent: z.string().nullable()
})
const tags = ['access']

/** The browsers that are logged in. */
export const sessionRoutes = ({ access }: { readonly access: Access }): FastifyPluginAsyncZod => async (app) => {
  app.get(
    '/api/sessions',
    {
      onRequest: app.requireRole(),
      schema: {
        operationId: 'listSessions',
        tags,
        summary: 'List the browsers that are logged in, newest first',
        summaryJa: 'ログイン中のブラウザーの一覧（新しい順）',
        answer: 'The sessions, newest first.',
        response: { 200: z.object({ requestId: z.string(), sessions: z.array(sessionView) }) }
      }
    },
    async (request) => ({
      requestId: request.id,
      sessions: access.sessions().map(({ id, operator, createdAtMs, lastUsedAtMs, expiresAtMs, address, userAgent }) => ({
        id,
        ...operator,
        createdAt: new Date(createdAtMs).toISOString(),
        lastUsedAt: lastUsedAtMs === undefined ? null : new Date(lastUsedAtMs).toISOString(),
        expiresAt: new Date(expiresAtMs).toISOString(),
        address: address ?? null,
        userAgent: userAgent ?? null
      }))
    })
  )

  app.delete('/api/sessions/:id', {
    onRequest: app.requireRole(),
    config: { errors: ['SESSION_NOT_FOUND', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'endSession',
      tags,
      summary: 'Log a browser out',
      summaryJa: 'ブラウザーをログアウトさせる',
      answer: 'The session was ended.',
      params: z.object({ id: z.string() }),
      response: { 200: z.object({ requestId: z.string() }) }
    }
  }, async (request) => {
    if (!(await access.endSessionOf(request.params.id, request.author))) {
      throw new ApiError('SESSION_NOT_FOUND', `there is no session ${request.params.id}`)
    }
    request.log.info({ session: request.params.id, by: request.operator.name }, 'session ended')
    return { requestId: request.id }
  })
}
