import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { fleetStatus, languages } from '@mimamori/contract'
import { fleetStatusJson, type FleetStatusParts } from '../fleet-status/fleet-status.ts'
import { sendJsonPieces } from '../http/answers/send-pieces.ts'
import { requestLanguage } from '../text/request-language.ts'

const fleetStatusQuery = z.strictObject({ lang: z.enum(languages).optional() })

/** `GET /api/clients/status`: the whole fleet, for curl and for programs. */
export const fleetStatusRoutes = (parts: FleetStatusParts): FastifyPluginAsyncZod => async (app) => {
  app.get('/api/clients/status', {
    onRequest: app.requireRole('viewer', 'update'),
    schema: {
      operationId: 'getFleetStatus',
      summary: 'Every enrolled device: how it is, why, and its newest values',
      tags: ['fleet'],
      security: [{ operatorToken: [] }],
      querystring: fleetStatusQuery,
      response: { 200: fleetStatus }
    }
  }, async (request, reply) => {
    return sendJsonPieces(request, reply, fleetStatusJson(parts, request.id, { language: requestLanguage(request), withLogs: true }))
  })
}
