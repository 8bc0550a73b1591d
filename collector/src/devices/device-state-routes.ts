import { z } from 'zod'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { about, timestamp } from '@mimamori/contract'
import type { Author } from '../platform/audit/author.ts'
import { ApiError } from '../platform/errors/error-codes.ts'
import { wasHeard } from './connection/connection.ts'
import { idInPath, oneDevice, viewDevice, withKey } from './snapshot/device-answers.ts'
import type { Registry } from './registry/registry.ts'
import type { Snapshots } from './snapshot/snapshots.ts'
import type { Clock } from '../platform/clock/clock.ts'

interface Deps {
  readonly registry: Registry
  readonly snapshots: Snapshots
  readonly clock: Clock
}

const pause = z.strictObject({
  until: timestamp.optional().meta(about(
    'When the pause ends automatically. If left out, the pause lasts until the device is resumed.',
    '2026-11-30T00:00:00.000Z'
  )),
  pausedSince: timestamp.optional().meta(about(
    'Change only the pause that began at this time (the device’s `stateSince`). If it is over, the request is rejected with 409.',
    '2026-11-25T09:00:00.000Z'
  )),
  reason: z.string().trim().min(1).max(200).regex(/^[^\p{Cc}]*$/u, 'expected text without control characters').optional().meta(about(
    'The reason for the pause, shown with the device.',
    'stocktaking'
  ))
}).optional()

/** No body is needed; an empty object is accepted. */
const nothing = z.strictObject({}).optional()

/** Actions of an administrator on a device: pause, resume, retire, revoke, rotate, end old keys. */
export const deviceStateRoutes = ({ registry, snapshots, clock }: Deps): FastifyPluginAsyncZod => async (app) => {
  app.post('/api/clients/:id/pause', {
    onRequest: app.requireRole(),
    config: { errors: ['CLIENT_DEVICE_NOT_FOUND', 'STATE_CONFLICT', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'pauseDevice',
      tags: ['registry'],
      summary: 'Pause a device: no alerts until the given time or until it is resumed',
      summaryJa: '端末を一時停止する。指定の時刻か再開まで、アラートを出さない',
      answer: 'The device is paused.',
      params: idInPath,
      body: pause,
      response: { 200: oneDevice }
    }
  }, async (request) => {
    const { until, reason, pausedSince } = request.body ?? {}
    const untilMs = until === undefined ? undefined : Date.parse(until)
    if (untilMs !== undefined && untilMs <= clock.nowMs()) {
      const message = 'expected a time in the future'
      throw new ApiError('VALIDATION_FAILED', `until: ${message}`, { issues: [{ path: '/until', message }] })
    }
    const device = await registry.pause(
      request.params.id,
      {
        ...(untilMs !== undefined && { untilMs }),
        ...(reason !== undefined && { reason }),
        ...(pausedSince !== undefined && { pausedSinceMs: Date.parse(pausedSince) })
      },
      request.author
    )
    request.log.info({ device: device.id, by: request.operator.name }, 'device paused')
    return { requestId: request.id, client: viewDevice(snapshots.ofDevice(device, clock.nowMs()), request.operator.role) }
  })

  for (const [verb, summary, summaryJa, answer, mayAlso, change] of [
    ['resume', 'Resume a paused device', '一時停止を終える', 'The device is no longer paused.',
      [], (id: string, by: Author) => registry.resume(id, { wasHeard: wasHeard(snapshots.of(id, clock.nowMs())?.connection) }, by)],
    ['retire', 'Retire a device; its record is kept', '端末を廃止する。記録は残る', 'The device is retired.',
      ['enroll'], (id: string, by: Author) => registry.retire(id, by)],
    ['revoke', 'Revoke all keys of a device at once', 'すべてのキーを直ちに無効にする', 'The keys of the device were revoked.',
      [], (id: string, by: Author) => registry.revoke(id, by)]
  ] as const) {
    app.post(
      `/api/clients/:id/${verb}`,
      {
        onRequest: app.requireRole(...mayAlso),
        config: { errors: ['CLIENT_DEVICE_NOT_FOUND', 'STATE_CONFLICT', 'STORAGE_UNAVAILABLE'] },
        schema: {
          operationId: `${verb}Device`,
          tags: ['registry'],
          summary,
          summaryJa,
          answer,
          params: idInPath,
          body: nothing,
          response: { 200: oneDevice }
        }
      },
      async (request) => {
        const device = await change(request.params.id, request.author)
        request.log.info({ device: device.id, by: request.operator.name, state: device.state }, 'device state changed')
        return { requestId: request.id, client: viewDevice(snapshots.ofDevice(device, clock.nowMs()), request.operator.role) }
      }
    )
  }

  app.post('/api/clients/:id/rotate', {
    onRequest: app.requireRole('enroll'),
    config: { errors: ['CLIENT_DEVICE_NOT_FOUND', 'CLIENT_ADDRESS_TAKEN', 'STATE_CONFLICT', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'rotateDeviceKey',
      tags: ['registry'],
      summary: 'Issue a new key, returned only once; the newest old key that the device has used keeps working for now',
      summaryJa: '新しいキーを発行し、一度だけ返す。端末が使ったことのある最新の古いキーも当面使える',
      answer: 'The new key. It is not shown again.',
      params: idInPath,
      body: nothing,
      response: { 200: withKey }
    }
  }, async (request) => {
    const { device, key } = await registry.rotate(request.params.id, request.author)
    request.log.info({ device: device.id, by: request.operator.name }, 'device key rotated')
    return { requestId: request.id, id: device.id, key }
  })

  app.post('/api/clients/:id/end-old-keys', {
    onRequest: app.requireRole('enroll'),
    config: { errors: ['CLIENT_DEVICE_NOT_FOUND', 'STATE_CONFLICT', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'endOldKeys',
      tags: ['registry'],
      summary: 'End all keys of a device but the newest, once the device has used that',
      summaryJa: '端末が最新のキーを使ったことを確認したうえで、それより古いキーをすべて無効にする',
      answer: 'Only the newest key of the device is accepted.',
      params: idInPath,
      body: nothing,
      response: { 200: oneDevice }
    }
  }, async (request) => {
    const device = await registry.endOldKeys(request.params.id, request.author)
    request.log.info({ device: device.id, by: request.operator.name }, 'old device keys ended')
    return { requestId: request.id, client: viewDevice(snapshots.ofDevice(device, clock.nowMs()), request.operator.role) }
  })
}
