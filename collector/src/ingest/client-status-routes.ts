import { randomUUID } from 'node:crypto'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { statusAnswer, statusReport } from '@mimamori/contract'
import type { Config } from '../platform/config/settings.ts'
import { createStatusAcceptor } from './accept-status.ts'
import { textRule } from '../logs/intake/log-context.ts'
import { bodyCheckedBy } from '../platform/http/errors/validation.ts'
import deviceMessages from './device-messages.ts'
import type { Connections } from '../devices/connection/connection.ts'
import type { KeyMetricsStore } from '../devices/key-metrics/key-metrics.ts'
import type { LogStore } from '../logs/log-store.ts'
import type { Clock } from '../platform/clock/clock.ts'
import type { IngestMetrics } from './ingest-metrics.ts'

/** The contract's body without the log lines: one wrong line must not cost the rest. */
const statusFrame = statusReport.extend({ logs: z.array(z.unknown()).max(20).optional() })

/** Nothing but the id: `mimamori-agent check` tests the key with it, which is no report. */
const isQuestion = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && Object.keys(body).every((name) => name === 'clientId')

interface Deps {
  readonly connections: Connections
  readonly keyMetrics: KeyMetricsStore
  readonly logs: LogStore
  readonly clock: Clock
  readonly ingestMetrics: IngestMetrics
}

/** `POST /api/clients/status`: a whole device in one small body, for scripts and the agents of the first fleet. */
export const clientStatusRoutes = (deps: Deps, config: Pick<Config, 'maxBodyBytes'>): FastifyPluginAsyncZod => async (app) => {
  const acceptStatus = createStatusAcceptor({ ...deps, metrics: deps.ingestMetrics })
  await app.register(deviceMessages, { ...deps, config, refused: ({ body }) => ({ isReport: !isQuestion(body) }) })
  app.post('/api/clients/status', {
    onRequest: app.requireDevice,
    config: { errors: ['TOO_MANY_LOG_BYTES', 'LOG_QUEUE_FULL', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'sendStatus',
      summary: 'Send the status of a device, with its newest log lines',
      summaryJa: '端末の状態を送る',
      answer: 'The status was accepted. Rejected log lines are listed.',
      description: textRule,
      tags: ['devices'],
      security: [{ deviceKey: [] }],
      body: statusReport,
      response: { 200: statusAnswer }
    },
    // A status that is refused for another reason names the mistakes of its lines, too.
    validatorCompiler: bodyCheckedBy((body) => statusFrame.safeParse(body).success ? statusFrame : statusReport)
  }, async (request) => {
    app.requireOwnId(request, request.body.clientId)
    const deviceId = request.device.id
    const { stored: logsStored, rejected } = await acceptStatus({ deviceId, requestId: request.id, status: request.body })
    return {
      requestId: request.id,
      statusId: randomUUID(),
      clientDeviceId: deviceId,
      logsStored,
      ...(rejected.length > 0 && { rejected: [...rejected] })
    }
  })
}
