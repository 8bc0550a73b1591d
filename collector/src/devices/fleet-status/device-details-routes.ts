import { z } from 'zod'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { deviceDetails } from '@mimamori/contract'
import { gatherDetails, type DetailsDeps } from './device-details.ts'
import { requestReader } from '../../platform/language/reader.ts'

/** `GET /admin/data/devices/:id`: the content of a device's page. */
export const deviceDetailsRoutes = (parts: DetailsDeps): FastifyPluginAsyncZod => async (app) => {
  app.get('/admin/data/devices/:id', {
    onRequest: app.requireRole('viewer'),
    schema: { hide: true, params: z.object({ id: z.string() }), response: { 200: deviceDetails } }
  }, async (request) => await gatherDetails(parts, request.params.id, {
    requestId: request.id, reader: requestReader(request), role: request.operator.role
  }))
}
