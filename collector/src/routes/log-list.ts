import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { logLevel, logList, runId } from '@mimamori/contract'
import { UnknownDeviceError, type Registry } from '../devices/registry/registry.ts'
import { viewLogLine } from '../fleet-status/log-line.ts'
import type { LogStore } from '../logs/log-store.ts'

interface Parts {
  readonly logs: LogStore
  readonly registry: Registry
}

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))

/** Strict: a filter that is misspelt or not there yet must not look like one that found everything. */
const logListQuery = z.strictObject({
  clientId: z.string().optional(),
  level: logLevel.optional(),
  since: instant.optional(),
  until: instant.optional(),
  requestId: z.string().max(100).optional(),
  /** Only what tells of this update run. */
  run: runId.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.coerce.number().int().min(1).optional()
})

/** `GET /api/clients/logs`: stored lines, newest first. */
export const logListRoutes = ({ logs, registry }: Parts): FastifyPluginAsyncZod => async (app) => {
  app.get('/api/clients/logs', {
    onRequest: app.requireRole('viewer'),
    config: { errors: ['CLIENT_DEVICE_NOT_FOUND', 'LOKI_UNAVAILABLE', 'STORAGE_UNAVAILABLE'] },
    schema: { operationId: 'listLogs', summary: 'List log lines of all devices, newest first', tags: ['fleet'], querystring: logListQuery, response: { 200: logList } }
  }, async (request) => {
    const { clientId, level, since, until, requestId, run, limit, cursor } = request.query
    if (clientId !== undefined && registry.get(clientId) === undefined) throw new UnknownDeviceError(`no device is enrolled as ${clientId}`)
    const { lines, nextId } = await logs.search({
      limit,
      order: 'newest',
      ...clientId !== undefined && { deviceIds: [clientId] },
      ...level !== undefined && { levels: [level] },
      ...since !== undefined && { sinceMs: since },
      ...until !== undefined && { untilMs: until },
      ...requestId !== undefined && { requestId },
      ...run !== undefined && { runId: run },
      ...cursor !== undefined && { afterId: cursor }
    })
    return { requestId: request.id, logs: lines.map(viewLogLine), ...nextId !== undefined && { nextCursor: String(nextId) } }
  })
}
