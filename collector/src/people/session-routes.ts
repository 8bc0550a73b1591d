import { z } from 'zod'
import { about, requestId } from '@mimamori/contract'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { roles } from '@mimamori/contract/roles'
import type { Access } from './access.ts'
import { ApiError } from '../platform/errors/error-codes.ts'

const timestamp = z.iso.datetime()
const sessionView = z.object({
  id: z.string().meta(about('The id of the session.', '5f0c1b2a9d3e4f60')),
  name: z.string().meta(about('Who is logged in: a user, or the token that the login link was created with.', 'sato')),
  role: z.enum(roles).meta(about('The role of the session.', 'admin')),
  createdAt: timestamp,
  lastUsedAt: timestamp.nullable().describe(
    'When the browser last asked for something, to ten minutes after a restart of the collector; null if unknown.'
  ),
  expiresAt: timestamp.meta(about('When the code and the link expire.', '2026-11-25T09:10:00.000Z')),
  address: z.string().nullable().meta(about('The address from which the browser logged in; null if unknown.', '192.168.10.21')),
  userAgent: z.string().nullable().meta(about(
    'The browser, as it named itself when it logged in; null if unknown.',
    'Mozilla/5.0 (X11; Linux x86_64) Chromium/142.0'
  ))
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
        response: { 200: z.object({ requestId, sessions: z.array(sessionView).describe('The browsers that are logged in.') }) }
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
      params: z.object({ id: z.string().meta(about('The id of the session.', '5f0c1b2a9d3e4f60')) }),
      response: { 200: z.object({ requestId }) }
    }
  }, async (request) => {
    if (!(await access.endSessionOf(request.params.id, request.author))) {
      throw new ApiError('SESSION_NOT_FOUND', `there is no session ${request.params.id}`)
    }
    request.log.info({ session: request.params.id, by: request.operator.name }, 'session ended')
    return { requestId: request.id }
  })
}
