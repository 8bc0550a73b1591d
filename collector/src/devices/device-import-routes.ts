import { Readable } from 'node:stream'
import { z } from 'zod'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { deviceList, type Issue } from '@mimamori/contract'
import { bodyCheckedBy } from '../platform/http/errors/validation.ts'
import type { ImportedDevice, Registry } from './registry/registry.ts'
import { importedDevice, scrapeUrlProblem } from './registry/device-fields.ts'
import type { Snapshots } from './snapshot/snapshots.ts'
import { viewDevice } from './snapshot/device-answers.ts'
import { jsonList } from '../platform/http/answers/json-list.ts'
import { parseInSlices } from '../platform/http/bodies/parse-in-slices.ts'
import type { Connections } from './connection/connection.ts'
import type { Clock } from '../platform/clock/clock.ts'

interface Deps {
  readonly registry: Registry
  readonly connections: Connections
  readonly snapshots: Snapshots
  readonly clock: Clock
}

type Given = z.infer<typeof importedDevice>

const importBody = z.strictObject({ clients: z.array(importedDevice).min(1).max(5000) })
/** The same without the devices, which are checked in slices: checking a thousand at once would delay as many reports. */
const importFrame = z.strictObject({ clients: z.array(z.unknown()).min(1).max(5000) })

/** Contradictions between fields of a device that are valid by themselves; paths are the names of the fields. */
const contradictions = ({ key, address, scrapeUrl, enrolledAt, lastSeenAt }: Given, nowMs: number): Issue[] => {
  const ofScrapeUrl = scrapeUrlProblem(scrapeUrl, address)
  return [
    ...key === undefined && scrapeUrl === undefined
      ? [{ path: '/key', message: 'expected a key; only a device with a scrapeUrl needs none' }]
      : [],
    ...ofScrapeUrl === undefined ? [] : [{ path: '/scrapeUrl', message: ofScrapeUrl }],
    ...Object.entries({ enrolledAt, lastSeenAt }).flatMap(([field, given]) =>
      given !== undefined && Date.parse(given) > nowMs ? [{ path: `/${field}`, message: 'expected a time in the past' }] : [])
  ]
}

const toImported = ({ enrolledAt, lastSeenAt, ...rest }: Given): ImportedDevice => ({
  ...rest,
  ...enrolledAt !== undefined && { enrolledAtMs: Date.parse(enrolledAt) },
  ...lastSeenAt !== undefined && { lastSeenMs: Date.parse(lastSeenAt) }
})

/** `POST /api/clients/import`: devices of another system, with the keys they have and when it last heard them; all or none. */
export const deviceImportRoutes = ({ registry, connections, snapshots, clock }: Deps): FastifyPluginAsyncZod => async (app) => {
  app.post('/api/clients/import', {
    onRequest: app.requireRole(),
    config: { errors: ['CLIENT_DEVICE_EXISTS', 'CLIENT_ADDRESS_TAKEN', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'importDevices',
      tags: ['registry'],
      summary: 'Import existing devices with their keys; weak keys work, with a warning',
      summaryJa: '既存の端末をキーごと取り込む。強度が不足するキーも使えるが、警告が付く',
      answer: 'All devices in the request were enrolled.',
      body: importBody,
      response: { 201: deviceList }
    },
    // The devices in the body are checked below, in slices.
    validatorCompiler: bodyCheckedBy(() => importFrame)
  }, async (request, reply) => {
    const nowMs = clock.nowMs()
    const parsed = await parseInSlices(request.body.clients, {
      field: 'clients',
      schema: importedDevice,
      contradictions: (device) => contradictions(device, nowMs)
    })
    const given = parsed.map(toImported)
    const devices = await registry.importDevices(given, request.author)
    for (const { id, lastSeenMs } of given) if (lastSeenMs !== undefined) connections.restoreLastSeen(id, lastSeenMs)
    // The devices are enrolled, so an error now would only make the client try again. Data that could not be stored yet is retried.
    await connections.flush().catch((error: unknown) => {
      request.log.error({ err: error }, 'last-seen of imported devices not stored, retrying')
    })
    request.log.info({ devices: devices.length, by: request.operator.name }, 'devices imported')
    const body = jsonList({
      requestId: request.id, name: 'clients', items: devices,
      view: (device) => viewDevice(snapshots.ofDevice(device, nowMs), request.operator.role)
    })
    return reply.code(201).type('application/json; charset=utf-8').send(Readable.from(body) as never)
  })
}
