import { z } from 'zod'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Deps } from '../deps.ts'
import { ApiError } from '../plugins/error-codes.ts'
import type { Issue } from '../plugins/issue.ts'
import type { ImportedDevice } from '../registry/registry.ts'
import { importedDevice, requireOwnScrapeUrl } from './device-fields.ts'
import { deviceView, viewDevice } from './device-view.ts'

type Given = z.infer<typeof importedDevice>

const requirePast = (devices: readonly Given[], nowMs: number): void => {
  const issues: Issue[] = []
  for (const [index, device] of devices.entries()) {
    for (const field of ['enrolledAt', 'lastSeenAt'] as const) {
      const given = device[field]
      if (given !== undefined && Date.parse(given) > nowMs) issues.push({ path: `/clients/${index}/${field}`, message: 'expected a time in the past' })
    }
  }
  if (issues.length > 0) throw new ApiError('VALIDATION_FAILED', `${issues[0]!.path}: ${issues[0]!.message}`, { issues })
}

const toImported = ({ enrolledAt, lastSeenAt, ...rest }: Given): ImportedDevice => ({
  ...rest,
  ...enrolledAt !== undefined && { enrolledAtMs: Date.parse(enrolledAt) },
  ...lastSeenAt !== undefined && { lastSeenMs: Date.parse(lastSeenAt) }
})

/** `POST /api/clients/import`: devices of another system, with the keys they have and when it last heard them; all or none. */
export const deviceImportRoutes = ({ registry, presence, clock }: Pick<Deps, 'registry' | 'presence' | 'clock'>): FastifyPluginAsyncZod => async (app) => {
  app.post('/api/clients/import', {
    onRequest: app.requireRole(),
    schema: {
      tags: ['registry'],
      security: [{ operatorToken: [] }],
      summary: 'Takes over existing devices with their keys; weak keys work and are marked',
      body: z.strictObject({ clients: z.array(importedDevice).min(1).max(5000) }),
      response: { 201: z.object({ requestId: z.string(), clients: z.array(deviceView) }) }
    }
  }, async (request, reply) => {
    requirePast(request.body.clients, clock.nowMs())
    for (const { scrapeUrl, address } of request.body.clients) requireOwnScrapeUrl(scrapeUrl, address)
    const given = request.body.clients.map(toImported)
    const devices = await registry.importDevices(given)
    for (const { id, lastSeenMs } of given) if (lastSeenMs !== undefined) presence.restoreLastSeen(id, lastSeenMs)
    await presence.flush()
    request.log.info({ devices: devices.length, by: request.operator.name }, 'devices imported')
    return reply.code(201).send({ requestId: request.id, clients: devices.map((device) => viewDevice(device, presence)) })
  })
}
