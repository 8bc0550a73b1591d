import { randomUUID } from 'node:crypto'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { statusAnswer, statusReport } from '@mimamori/contract'
import type { Config } from '../config/settings.ts'
import type { Deps } from '../deps.ts'
import { createStatusAcceptor } from '../ingest/accept-status.ts'
import { prepareDeviceScope, textRule } from '../plugins/device-scope.ts'

/** Nothing but the id: so `mimamori-agent check` asks whether the key is taken, and that is no report. */
const isQuestion = (body: unknown): boolean => typeof body === 'object' && body !== null && Object.keys(body).every((name) => name === 'clientId')

type Needs = Pick<Deps, 'presence' | 'vitals' | 'logs' | 'clock' | 'ingestMetrics'>

/** `POST /api/clients/status`: a whole device in one small body, for scripts and the agents of the first fleet. */
export const clientStatusRoutes = (deps: Needs, config: Pick<Config, 'maxBodyBytes'>): FastifyPluginAsyncZod => async (app) => {
  const acceptStatus = createStatusAcceptor({ ...deps, metrics: deps.ingestMetrics })
  prepareDeviceScope(app, { ...deps, config, metrics: deps.ingestMetrics, refused: ({ body }) => ({ isReport: !isQuestion(body) }) })
  app.post('/api/clients/status', {
    onRequest: app.requireDevice,
    schema: { summary: 'The state of a device, with its newest log lines', description: textRule, tags: ['devices'], security: [{ deviceKey: [] }], body: statusReport, response: { 200: statusAnswer } }
  }, async (request) => {
    app.requireOwnId(request, request.body.clientId)
    const deviceId = request.device.id
    const logsStored = await acceptStatus({ deviceId, requestId: request.id, status: request.body })
    return { requestId: request.id, statusId: randomUUID(), clientDeviceId: deviceId, logsStored }
  })
}
