import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { fleetStatus, languages } from '@mimamori/contract'
import { fleetStatusJson } from '../devices/fleet-status-json.ts'
import type { FleetView } from '../devices/fleet-view.ts'
import { sendJsonPieces } from '../http/answers/send-pieces.ts'
import { requestLanguage } from '../text/request-language.ts'

/** Newest log lines of each device in the answer; a device's own list is `/api/clients/logs`. */
const logLines = 5

const fleetStatusQuery = z.strictObject({ lang: z.enum(languages).optional() })

/** `GET /api/clients/status`: the whole fleet, for curl and for programs. */
export const fleetStatusRoutes = ({ fleet }: { readonly fleet: FleetView }): FastifyPluginAsyncZod => async (app) => {
  app.get('/api/clients/status', {
    onRequest: app.requireRole('viewer', 'update'),
    schema: {
      summary: 'Every enrolled device: how it is, why, and its newest values',
      tags: ['fleet'],
      security: [{ operatorToken: [] }],
      querystring: fleetStatusQuery,
      response: { 200: fleetStatus }
    }
  }, async (request, reply) => {
    const telling = { language: requestLanguage(request), logLines }
    return sendJsonPieces(request, reply, fleetStatusJson(fleet, request.id, telling))
  })
}
