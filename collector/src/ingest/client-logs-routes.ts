import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { about, deviceId, logEntry, rejected, requestId } from '@mimamori/contract'
import type { Config } from '../platform/config/settings.ts'
import { bodyCheckedBy } from '../platform/http/errors/validation.ts'
import { entryLines } from './accept-logs.ts'
import { readEntries } from './read-entries.ts'
import { textRule } from '../logs/intake/log-context.ts'
import deviceMessages from './device-messages.ts'
import type { Connections } from '../devices/connection/connection.ts'
import type { LogStore } from '../logs/log-store.ts'
import type { Clock } from '../platform/clock/clock.ts'
import type { IngestMetrics } from './ingest-metrics.ts'

interface Deps {
  readonly connections: Connections
  readonly logs: LogStore
  readonly clock: Clock
  readonly ingestMetrics: IngestMetrics
}

const plainLogs = z.object({
  clientId: deviceId.meta(about('The ID of the device.', 'pi-kiosk-03')),
  logs: z.array(logEntry).min(1).max(50)
})
const plainLogsAnswer = z.object({
  requestId,
  clientDeviceId: z.string(),
  logsStored: z.number().int(),
  rejected: rejected.optional()
})
/** The same without the lines: one wrong line must not cost the rest. */
const logsFrame = plainLogs.extend({ logs: z.array(z.unknown()).min(1).max(50) })
const hasGoodLine = (body: unknown): boolean =>
  logsFrame.safeParse(body).data?.logs.some((line) => logEntry.safeParse(line).success) ?? false

/** `POST /api/clients/logs`: log lines without an envelope. A repeated request stores them again. */
export const clientLogsRoutes = (
  { connections, logs, clock, ingestMetrics }: Deps,
  config: Pick<Config, 'maxBodyBytes'>
): FastifyPluginAsyncZod => async (app) => {
  await app.register(deviceMessages, { config, ingestMetrics, connections, refused: () => ({ isReport: false }) })
  app.post(
    '/api/clients/logs',
    {
      onRequest: app.requireDevice,
      config: { errors: ['TOO_MANY_LOG_BYTES', 'LOG_QUEUE_FULL', 'STORAGE_UNAVAILABLE'] },
      schema: {
        operationId: 'sendLogs',
        summary: 'Send log lines of a device',
        summaryJa: '端末のログを送る',
        answer: 'The log lines were stored. Rejected lines are listed.',
        description: textRule,
        tags: ['devices'],
        security: [{ deviceKey: [] }],
        body: plainLogs,
        response: { 200: plainLogsAnswer }
      },
      validatorCompiler: bodyCheckedBy((body) => (hasGoodLine(body) ? logsFrame : plainLogs))
    },
    async (request) => {
      app.requireOwnId(request, request.body.clientId)
      const id = request.device.id
      const receivedMs = clock.nowMs()
      const { entries, rejected } = readEntries(request.body.logs)
      const { stored } = await logs.append(id, entryLines(entries, receivedMs), { receivedMs, requestId: request.id })
      connections.seen({ deviceId: id, atMs: receivedMs })
      ingestMetrics.accepted('plain_logs')
      for (const { count } of rejected) ingestMetrics.linesLeftOut(count)
      return { requestId: request.id, clientDeviceId: id, logsStored: stored, ...(rejected.length > 0 && { rejected: [...rejected] }) }
    }
  )
}
