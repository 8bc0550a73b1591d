import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { publicOrigin } from '../platform/config/origin.ts'
import { listenOrigin, type Reached } from '../platform/config/request-origin.ts'
import { targetGroups } from './targets.ts'
import type { Clock } from '../platform/clock/clock.ts'
import type { Snapshots } from '../devices/snapshot/snapshots.ts'

interface Deps {
  readonly snapshots: Snapshots
  readonly clock: Pick<Clock, 'nowMs'>
}

const targets = z.array(z.object({
  targets: z.array(z.string()).describe('The collector’s address, which serves the device’s metrics.'),
  labels: z.record(z.string(), z.string()).describe('Custom labels. Prometheus gets them, too.')
}))

/**
 * `GET /api/sd/prometheus`: one target a device, in the form of Prometheus' HTTP service discovery (a bare array). Prometheus reaches the
 * collector under any name, such as a container's, and goes on scraping under it.
 */
export const serviceDiscoveryRoutes = ({ snapshots, clock }: Deps, config: Reached): FastifyPluginAsyncZod => async (app) => {
  app.get('/api/sd/prometheus', {
    onRequest: app.requireRole('scrape'),
    schema: {
      operationId: 'listTargets',
      summary: 'List all devices as Prometheus targets',
      summaryJa: 'Prometheus の取得先としての全端末',
      answer: 'A target group for each device.',
      tags: ['prometheus'],
      response: { 200: targets }
    }
  }, async ({ headers: { host } }) => {
    const origin = config.publicUrl === undefined && host ? listenOrigin(config, host) : publicOrigin(config)
    return targetGroups(snapshots.all(clock.nowMs()), origin).map(({ targets: [host], labels }) => ({ targets: [host], labels }))
  })
}
