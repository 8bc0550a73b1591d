import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { about, deviceId, deviceStatus, fleetStatus, freshnesses, languages } from '@mimamori/contract'
import { knownTimeZone } from '@mimamori/contract/time-zone'
import { UnknownDeviceError } from '../registry/registry.ts'
import { fleetStatusJson, viewForReader, type FleetStatusDeps } from './fleet-status.ts'
import { sendJsonPieces } from '../../platform/http/answers/send-pieces.ts'
import { validationFailed } from '../../platform/http/errors/validation.ts'
import { requestReader } from '../../platform/language/reader.ts'

const reader = {
  lang: z.enum(languages).optional(),
  timeZone: z.string().max(64).refine((name) => knownTimeZone(name) !== undefined, 'expected a time zone such as Asia/Tokyo').optional().meta(about(
    'The IANA name of the time zone for times in texts. Defaults to that of the site, which the text then names.',
    'Asia/Tokyo'
  ))
}

const fleetStatusQuery = z.strictObject({
  site: z.string().max(64).optional().meta(about('Return only devices at this site; empty for devices without a site.', 'north')),
  role: z.string().max(64).optional().meta(about('Return only devices with this role; empty for devices without a role.', 'kiosk')),
  freshness: z.enum(freshnesses).optional().meta(about(
    'Return only devices that are online (`fresh`), late (down or not) or silent. Devices that are off, paused, outside opening hours ' +
      'or out of use are in none of these, and neither are those that wait for their first report or whose reports are rejected.',
    'silent'
  )),
  limit: z.coerce.number().int().min(1).max(1000).optional().meta(about('The maximum number of devices to return. Defaults to all.', 100)),
  cursor: deviceId.optional().meta(about('Where to continue: the `nextCursor` of the previous page.', 'pi-kiosk-03')),
  ...reader
})

/** The state of devices, for curl and for programs: the fleet, or a selection of it, and one device. */
export const fleetStatusRoutes = (parts: FleetStatusDeps): FastifyPluginAsyncZod => async (app) => {
  const onRequest = app.requireRole('viewer', 'update')

  app.get('/api/clients/status', {
    onRequest,
    schema: {
      tags: ['fleet'],
      operationId: 'getFleetStatus',
      summary: 'List the enrolled devices with their status, its reason and their current values',
      summaryJa: '登録済みの全端末の状態と理由、最新の値',
      answer: 'The devices with their status, by ID.',
      querystring: fleetStatusQuery,
      response: { 200: fleetStatus }
    }
  }, async (request, reply) => {
    const { site, role, freshness, limit, cursor: after } = request.query
    // Otherwise a misspelt one would look like the end of the list.
    if (after !== undefined && parts.snapshots.of(after, parts.clock.nowMs()) === undefined) {
      throw validationFailed(
        [{ path: 'cursor', message: 'expected the nextCursor of an answer; no such device is enrolled' }],
        'querystring'
      )
    }
    return sendJsonPieces(
      request,
      reply,
      fleetStatusJson(parts, request.id, { ...requestReader(request), withLogs: true }, { site, role, freshness, limit, after })
    )
  })

  app.get('/api/clients/:id/status', {
    onRequest,
    config: { errors: ['CLIENT_DEVICE_NOT_FOUND'] },
    schema: {
      tags: ['fleet'],
      operationId: 'getDeviceStatus',
      summary: 'Get the status of a device, its reason and its current values',
      summaryJa: '端末 1 台の状態と理由、最新の値',
      answer: 'The status of the device.',
      params: z.object({ id: z.string().meta(about('The ID of the device. It never changes.', 'pi-kiosk-03')) }),
      querystring: z.strictObject(reader),
      response: { 200: deviceStatus }
    }
  }, async (request) => {
    const nowMs = parts.clock.nowMs()
    const snapshot = parts.snapshots.of(request.params.id, nowMs)
    if (snapshot === undefined) throw new UnknownDeviceError(`no device is enrolled as ${request.params.id}`)
    const client = viewForReader(snapshot, { ...requestReader(request), withLogs: true, timeZoneOf: parts.timeZoneOf })
    return { requestId: request.id, serverTime: new Date(nowMs).toISOString(), client }
  })
}
