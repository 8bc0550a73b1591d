import { z } from 'zod'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { about, auditActions, auditList, timestamp } from '@mimamori/contract'
import type { AuditLog } from '../platform/audit/audit-log.ts'
import type { Registry } from '../devices/registry/registry.ts'
import { listPage } from '../platform/http/answers/list-page.ts'
import { ApiError } from '../platform/errors/error-codes.ts'

const name = z.string().min(1).max(256).optional()
const cursor = z.string().regex(/^\d{1,15}$/, 'expected the nextCursor of an answer').transform(Number)
/** Strict: a filter that is misspelt must not look like one that found everything. */
const listQuery = z.strictObject({
  device: name.meta(about('Return only changes of this device.', 'pi-kiosk-03')),
  actor: name.meta(about('Return only changes by the user, token or device with this name, or on behalf of it.', 'admin')),
  action: z.enum(auditActions).optional().meta(about('Return only this action.', 'pauseDevice')),
  since: timestamp.optional().meta(about('Return only changes at or after this time.', '2026-11-25T00:00:00Z')),
  until: timestamp.optional().meta(about('Return only changes at or before this time.', '2026-11-26T00:00:00Z')),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta(about('The maximum number of items to return.', 50)),
  cursor: cursor.optional().describe('Where to continue: the `nextCursor` of the previous page.')
})

interface Deps {
  readonly audit: Pick<AuditLog, 'list'>
  readonly registry: Pick<Registry, 'get'>
}

/** `GET /api/audit`: who changed what. */
export const auditRoutes = ({ audit, registry }: Deps): FastifyPluginAsyncZod => async (app) => {
  /** A device that was deleted still has its entries. */
  const isKnown = async (device: string): Promise<boolean> =>
    registry.get(device) !== undefined || (await audit.list({ device, limit: 1 })).length > 0

  app.get('/api/audit', {
    onRequest: app.requireRole(),
    config: { errors: ['CLIENT_DEVICE_NOT_FOUND', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'listAuditEntries',
      tags: ['audit'],
      summary: 'List who changed what, when and from where, newest first',
      summaryJa: '操作履歴。誰が、いつ、どこから、何を変更したか（新しい順）',
      answer: 'The matching entries, newest first.',
      querystring: listQuery,
      response: { 200: auditList }
    }
  }, async (request) => {
    const { device, actor, action, since, until, limit, cursor } = request.query
    const { items, followedBy } = await listPage(limit, (limit) => audit.list({
      limit,
      ...device !== undefined && { device },
      ...actor !== undefined && { actor },
      ...action !== undefined && { action },
      ...since !== undefined && { sinceMs: Date.parse(since) },
      ...until !== undefined && { untilMs: Date.parse(until) },
      ...cursor !== undefined && { before: cursor }
    }))
    if (device !== undefined && items.length === 0 && !(await isKnown(device))) {
      throw new ApiError('CLIENT_DEVICE_NOT_FOUND', `no device is enrolled as ${device}`)
    }
    return { requestId: request.id, entries: items.map(({ view }) => view), ...followedBy && { nextCursor: String(followedBy.number) } }
  })
}
