import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import Fastify, { type FastifyInstance } from 'fastify'
import { expect, it, onTestFinished } from 'vitest'
import { createBodyBudget } from '../../src/platform/http/bodies/body-budget.ts'
import { acceptPackedText } from '../../src/ingest/device-bodies.ts'

const body = Array.from({ length: 2000 }, (_, i) => createHash('sha256').update(String(i)).digest('hex')).join('\n')
const packed = gzipSync(body)

/** What sending the body is answered, and what the device is charged, where it may have so many bytes under way. */
const send = async (mostBytes: number, payload: Buffer) => {
  const app = Fastify() as unknown as FastifyInstance
  onTestFinished(() => app.close())
  let charged = 0
  const lease = createBodyBudget({ totalBytes: mostBytes }).open({ name: 'device pi', mostBytes })
  app.decorate('bodyLease', () => lease).decorate('spendWork', (_device, { bytes = 0 }) => { charged += bytes })
  app.addHook('onRequest', async (request) => { Object.assign(request, { device: { id: 'pi' } }) })
  acceptPackedText(app, { maxCompressedBytes: 1_000_000 })
  app.post('/', async () => 'taken')
  const { statusCode } = await app.inject({
    method: 'POST',
    url: '/',
    headers: { 'content-type': 'text/plain', 'content-encoding': 'gzip' },
    payload
  })
  return { statusCode, charged }
}

it('a device is charged for what is unpacked', async () => {
  expect(await send(1_000_000, packed)).toEqual({ statusCode: 200, charged: body.length })
})

it('a device is not charged for a body that there was no room to unpack', async () => {
  expect(await send(packed.length + 1000, packed)).toEqual({ statusCode: 503, charged: 0 })
})

it('a device is charged for a damaged body as if it had been unpacked to its bound', async () => {
  const { charged } = await send(10_000_000, packed.subarray(0, -100))
  expect(charged).toBeGreaterThan(body.length)
})
