import { Readable } from 'node:stream'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { timeSlice } from '../event-loop/time-slice.ts'
import { fleetStatus } from '../devices/client-status.ts'
import type { FleetView, Telling } from '../devices/fleet-view.ts'
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

/** The answer as JSON text, in pieces that let other work in between: a thousand devices at once would hold up their reports. */
export const fleetStatusJson = async function* (fleet: FleetView, requestId: string, telling: Telling): AsyncGenerator<string> {
  const frame = JSON.stringify({ requestId, ...fleet.frame(telling.language) })
  yield `${frame.slice(0, -1)},"clients":[`
  const slice = timeSlice()
  let comma = ''
  for (const id of fleet.deviceIds) {
    const client = fleet.client(id, telling)
    if (client) {
      yield `${comma}${JSON.stringify(client)}`
      comma = ','
    }
    await slice.pause()
  }
  yield ']}'
}
