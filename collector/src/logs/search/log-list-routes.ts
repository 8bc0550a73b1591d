import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { about, logList } from '@mimamori/contract'
import type { Registry } from '../../devices/registry/registry.ts'
import { viewLogLine } from '../../devices/snapshot/view-log-line.ts'
import { limitConcurrency } from '../../platform/http/answers/limit-concurrency.ts'
import { logConditions, logSearchQuery } from './log-filter.ts'
import type { SearchableLog } from './searchable-log.ts'
import { msOfId } from '../line-id.ts'

interface Deps {
  readonly logs: Pick<SearchableLog, 'search'>
  readonly registry: Registry
}

const logListQuery = logSearchQuery({
  limit: z.coerce.number().int().min(1).max(1000).default(50).meta(about('The maximum number of lines to return.', 50))
})

/** `GET /api/clients/logs`: stored lines, by the time at which they happened. */
export const logListRoutes = ({ logs, registry }: Deps): FastifyPluginAsyncZod => async (app) => {
  // A page of the longest lines takes some 25 MB.
  const limited = limitConcurrency({ most: 16, mostByPerson: 8, what: 'searches of the log', retryAfterSeconds: 2 })

  app.get('/api/clients/logs', {
    onRequest: app.requireRole('viewer'),
    config: { errors: ['CLIENT_DEVICE_NOT_FOUND', 'LOKI_UNAVAILABLE', 'STORAGE_UNAVAILABLE', 'OVERLOADED'] },
    schema: {
      operationId: 'listLogs',
      summary: 'Search log lines by device, site, level, time and text, newest or oldest first',
      summaryJa: 'ログの検索。端末、拠点、レベル、日時、文字列で絞り込む（新しい順または古い順）',
      answer: 'The matching log lines, with `nextCursor` while there may be more.',
      tags: ['fleet'],
      querystring: logListQuery,
      response: { 200: logList }
    }
  }, async (request) => {
    const { order, limit, cursor, ...filter } = request.query
    const conditions = logConditions(filter, registry)
    const { lines, nextId } = conditions === undefined
      ? { lines: [] }
      : await limited(request.operator, () => logs.search({ ...conditions, order, limit, ...cursor !== undefined && { afterId: cursor } }))
    return {
      requestId: request.id,
      logs: lines.map(viewLogLine),
      ...(nextId !== undefined && { nextCursor: String(nextId), searchedTo: new Date(msOfId(nextId)).toISOString() })
    }
  })
}
