import { Readable } from 'node:stream'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { fleetStatus } from '@mimamori/contract'
import { fleetStatusJson } from '../devices/fleet-status-json.ts'
import type { FleetView } from '../devices/fleet-view.ts'
import { requestLanguage } from '../text/request-language.ts'

/** Newest log lines of each device in the answer; a device's own list is `/api/clients/logs`. */
const logLines = 5

/** `GET /api/clients/status`: the whole fleet, for curl and for programs. */
export const fleetStatusRoutes = ({ fleet }: { readonly fleet: FleetView }): FastifyPluginAsyncZod => async (app) => {
  app.get('/api/clients/status', {
    onRequest: app.requireRole('viewer', 'update'),
    schema: {
      summary: 'Every enrolled device: how it is, why, and its newest values',
      tags: ['fleet'],
      security: [{ operatorToken: [] }],
      response: { 200: fleetStatus }
    }
  }, async (request, reply) => {
    const telling = { language: requestLanguage(request), logLines }
    const body = Readable.from(fleetStatusJson(fleet, request.id, telling))
    return reply.type('application/json; charset=utf-8').send(body as never)
  })
}
