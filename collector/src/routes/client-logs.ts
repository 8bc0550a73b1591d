import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { deviceId, logEntry } from '@mimamori/contract'
import type { Config } from '../config/settings.ts'
import { entryLines } from '../ingest/accept-logs.ts'
import { textRule } from '../logs/log-context.ts'
import deviceMessages from '../plugins/device-messages.ts'
import type { Presence } from '../devices/connection/presence.ts'
import type { LogStore } from '../logs/log-store.ts'
import type { Clock } from '../clock/clock.ts'
import type { IngestMetrics } from '../metrics/own/ingest-metrics.ts'

interface Parts {
  readonly presence: Presence
  readonly logs: LogStore
  readonly clock: Clock
  readonly ingestMetrics: IngestMetrics
}

const plainLogs = z.object({ clientId: deviceId, logs: z.array(logEntry).min(1).max(50) })
const plainLogsAnswer = z.object({ requestId: z.string(), clientDeviceId: z.string(), logsStored: z.number().int() })

/** `POST /api/clients/logs`: log lines without an envelope. A repeated request stores them again. */
export const clientLogsRoutes = ({ presence, logs, clock, ingestMetrics }: Parts, config: Pick<Config, 'maxBodyBytes'>): FastifyPluginAsyncZod => async (app) => {
  await app.register(deviceMessages, { config, ingestMetrics, presence, clock, refused: () => ({ isReport: false }) })
  app.post('/api/clients/logs', {
    onRequest: app.requireDevice,
    schema: { summary: 'Log lines of a device', description: textRule, tags: ['devices'], security: [{ deviceKey: [] }], body: plainLogs, response: { 200: plainLogsAnswer } }
  }, async (request) => {
    app.requireOwnId(request, request.body.clientId)
    const id = request.device.id
    const receivedMs = clock.nowMs()
    const { stored } = await logs.append(id, entryLines(request.body.logs, receivedMs), { receivedMs, requestId: request.id })
    presence.seen({ deviceId: id, atMs: receivedMs })
    ingestMetrics.accepted('plain_logs')
    return { requestId: request.id, clientDeviceId: id, logsStored: stored }
  })
}
