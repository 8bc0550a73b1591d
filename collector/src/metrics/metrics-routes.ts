import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { about } from '@mimamori/contract'
import { contentType } from '@mimamori/exporter/text-format'
import { timeSlice } from '../platform/event-loop/time-slice.ts'
import { printInventory } from './inventory/inventory-exposition.ts'
import { sendPieces, type Pieces } from '../platform/http/answers/send-pieces.ts'
import { ApiError, type ErrorCode } from '../platform/errors/error-codes.ts'
import { UnknownDeviceError, type Registry } from '../devices/registry/registry.ts'
import type { Connections } from '../devices/connection/connection.ts'
import type { LiveStore } from '../devices/live/live-store.ts'
import type { Clock } from '../platform/clock/clock.ts'
import type { Snapshots } from '../devices/snapshot/snapshots.ts'
import type { CollectorMetrics } from '../platform/metrics/collector-metrics.ts'

interface Deps {
  readonly registry: Registry
  readonly connections: Pick<Connections, 'scraped'>
  readonly live: LiveStore
  readonly clock: Clock
  readonly snapshots: Snapshots
  readonly collectorMetrics: CollectorMetrics
}

/** Only for the description: Fastify does not send the exposition. */
const textExposition = { content: { [contentType]: { schema: z.string() } } }

const sendExposition = (request: FastifyRequest, reply: FastifyReply, pieces: Pieces): Promise<void> =>
  sendPieces(request, reply.type(contentType), pieces)

/** Expositions for Prometheus, in the text format 0.0.4. */
export const metricsRoutes = (
  { registry, connections, snapshots, live, clock, collectorMetrics }: Deps
): FastifyPluginAsyncZod => async (app) => {
  const monotonicMs = () => clock.monotonicMs()
  const answer = 'Metrics in Prometheus’ text format 0.0.4.'
  const route = (operationId: string, summary: string, summaryJa: string, errors: readonly ErrorCode[] = []) => ({
    onRequest: app.requireRole('scrape'),
    config: { errors },
    schema: { operationId, summary, summaryJa, answer, tags: ['prometheus'], response: { 200: textExposition } }
  })

  app.get('/metrics', route('getCollectorMetrics', 'Get the collector’s own metrics', 'コレクター自身のメトリクス'), async (request, reply) =>
    sendExposition(request, reply, [await collectorMetrics.metrics()])
  )

  const inventory = route(
    'getInventoryMetrics',
    'Get the series that are always present for every enrolled device',
    '登録済みの全端末について、常に存在する系列'
  )
  app.get('/metrics/inventory', inventory, async (request, reply) =>
    sendExposition(request, reply, printInventory(snapshots.all(clock.nowMs()), timeSlice({ monotonicMs })))
  )

  const fleet = route(
    'getFleetMetrics',
    'Get the live series of all devices; scrape with honor_labels: true',
    '全端末の現在の系列を 1 ページで。honor_labels: true を付けて取得する'
  )
  app.get('/metrics/fleet', fleet, async (request, reply) => {
    const identityOf = (deviceId: string) => {
      const device = registry.get(deviceId)
      return device && { device: device.id, site: device.site, role: device.role }
    }
    for (const { id } of registry.all()) connections.scraped(id, clock.nowMs())
    return sendExposition(request, reply, live.fleetExposition(identityOf, clock.monotonicMs()))
  })

  const deviceRoute = route('getDeviceMetrics', 'Get the live series of one device', '端末 1 台の現在の系列', [
    'CLIENT_DEVICE_NOT_FOUND',
    'NO_LIVE_SERIES'
  ])
  app.get(
    '/metrics/device/:id',
    { ...deviceRoute, schema: { ...deviceRoute.schema, params: z.object({
      id: z.string().meta(about('The ID of the device. It never changes.', 'pi-kiosk-03'))
    }) } },
    async (request, reply) => {
      const { id } = request.params
      if (registry.get(id) === undefined) throw new UnknownDeviceError(`no device is enrolled as ${id}`)
      const exposition = live.deviceExposition(id, clock.monotonicMs())
      if (exposition === undefined) {
        throw new ApiError('NO_LIVE_SERIES', `${id} has not reported for three intervals, so its series have expired`)
      }
      connections.scraped(id, clock.nowMs())
      return sendExposition(request, reply, [exposition])
    }
  )
}
