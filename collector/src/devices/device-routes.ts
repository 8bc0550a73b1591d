import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { deviceList } from '@mimamori/contract'
import { UnknownDeviceError, type Registry } from './registry/registry.ts'
import { ApiError } from '../platform/errors/error-codes.ts'
import { deviceChange, enrollment, scrapeUrlProblem } from './registry/device-fields.ts'
import { wasHeard } from './connection/connection.ts'
import { idInPath, oneDevice, viewDevice, withKey } from './snapshot/device-answers.ts'
import { jsonList } from '../platform/http/answers/json-list.ts'
import { sendJsonPieces } from '../platform/http/answers/send-pieces.ts'
import type { Snapshots } from './snapshot/snapshots.ts'
import type { Clock } from '../platform/clock/clock.ts'

interface Deps {
  readonly registry: Registry
  readonly snapshots: Snapshots
  readonly clock: Pick<Clock, 'nowMs'>
}

/** @throws {ApiError} if `scrapeUrlProblem` finds one */
const requireOwnScrapeUrl = (scrape: string | null | undefined, registered: string | null | undefined): void => {
  const message = scrapeUrlProblem(scrape, registered)
  if (message !== undefined) throw new ApiError('VALIDATION_FAILED', `scrapeUrl ${message}`, { issues: [{ path: '/scrapeUrl', message }] })
}

/** The registry: list, enroll, show and change devices. */
export const deviceRoutes = ({ registry, snapshots, clock }: Deps): FastifyPluginAsyncZod => async (app) => {
  app.get('/api/clients', {
    onRequest: app.requireRole('viewer', 'update'),
    schema: {
      operationId: 'listDevices',
      tags: ['registry'],
      summary: 'List all devices that have ever been enrolled',
      summaryJa: 'これまでに登録した全端末',
      answer: 'The registrations of all devices, including retired and revoked ones.',
      response: { 200: deviceList }
    }
  }, async (request, reply) => {
    const nowMs = clock.nowMs()
    await sendJsonPieces(request, reply, jsonList({
      requestId: request.id, name: 'clients', items: registry.all(),
      view: (device) => viewDevice(snapshots.ofDevice(device, nowMs), request.operator.role)
    }))
  })

  app.post('/api/clients', {
    onRequest: app.requireRole('enroll'),
    config: { errors: ['CLIENT_DEVICE_EXISTS', 'CLIENT_ADDRESS_TAKEN', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'enrollDevice',
      tags: ['registry'],
      summary: 'Enroll a device; its key is returned only once',
      summaryJa: '端末を登録する。キーを一度だけ返す',
      answer: 'The device was enrolled. Its key is not shown again.',
      body: enrollment,
      response: { 201: withKey }
    }
  }, async (request, reply) => {
    requireOwnScrapeUrl(request.body.scrapeUrl, request.body.address)
    const { device, key } = await registry.enroll(request.body, request.author)
    request.log.info({ device: device.id, by: request.operator.name }, 'device enrolled')
    return reply.code(201).send({ requestId: request.id, id: device.id, key })
  })

  app.get('/api/clients/:id', {
    onRequest: app.requireRole('viewer', 'update'),
    config: { errors: ['CLIENT_DEVICE_NOT_FOUND'] },
    schema: {
      operationId: 'getDevice',
      tags: ['registry'],
      summary: 'Get the registration of a device',
      summaryJa: '端末 1 台の登録内容',
      answer: 'The registration of the device.',
      params: idInPath,
      response: { 200: oneDevice }
    }
  }, async (request) => {
    const snapshot = snapshots.of(request.params.id, clock.nowMs())
    if (!snapshot) throw new UnknownDeviceError(`no device is enrolled as ${request.params.id}`)
    return { requestId: request.id, client: viewDevice(snapshot, request.operator.role) }
  })

  app.patch('/api/clients/:id', {
    onRequest: app.requireRole('enroll'),
    config: { errors: ['CLIENT_DEVICE_NOT_FOUND', 'CLIENT_ADDRESS_TAKEN', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'changeDevice',
      tags: ['registry'],
      summary: 'Change the registration of a device',
      summaryJa: '端末の登録内容を変更する',
      answer: 'The changed registration.',
      params: idInPath,
      body: deviceChange,
      response: { 200: oneDevice }
    }
  }, async (request) => {
    const { scrapeUrl, address } = request.body
    const before = registry.get(request.params.id)
    requireOwnScrapeUrl(scrapeUrl === undefined ? before?.scrapeUrl : scrapeUrl, address === undefined ? before?.address : address)
    const device = await registry.update(request.params.id, request.body, request.author)
    request.log.info({ device: device.id, by: request.operator.name, fields: Object.keys(request.body) }, 'device changed')
    return { requestId: request.id, client: viewDevice(snapshots.ofDevice(device, clock.nowMs()), request.operator.role) }
  })

  app.delete('/api/clients/:id', {
    onRequest: app.requireRole(),
    config: { errors: ['CLIENT_DEVICE_NOT_FOUND', 'STATE_CONFLICT', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'deleteDevice',
      tags: ['registry'],
      summary: 'Delete a device that was enrolled by mistake and has never reported; returns its last registration',
      summaryJa: '誤って登録し、一度も報告のない端末を削除する。削除前の登録内容を返す',
      answer: 'The device was deleted. Returns its last registration.',
      params: idInPath,
      response: { 200: oneDevice }
    }
  }, async (request) => {
    const device = await registry.delete(
      request.params.id,
      { wasHeard: wasHeard(snapshots.of(request.params.id, clock.nowMs())?.connection) },
      request.author
    )
    request.log.info({ device: device.id, by: request.operator.name }, 'device deleted')
    return { requestId: request.id, client: viewDevice(snapshots.ofDevice(device, clock.nowMs()), request.operator.role) }
  })
}
