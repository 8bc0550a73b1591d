import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBodyBudget } from '../../../../src/platform/http/bodies/body-budget.ts'
import { wholeBody } from '../../../../src/platform/http/bodies/whole-body.ts'

const lend = (mostBytes: number) => createBodyBudget({ totalBytes: mostBytes }).open({ name: 'device pi', mostBytes })
const read = (payload: Readable, contentLength?: string, lease = lend(2000)): Promise<Buffer> =>
  wholeBody(payload, { contentLength, maxBytes: 1000, lease })

it('a body of several pieces is put together', async () => {
  expect(String(await read(Readable.from([Buffer.from('two '), Buffer.from('pieces')])))).toBe('two pieces')
})

it('a body for which there is no room is refused with Retry-After: before it comes where it says how long it is, else as it comes', async () => {
  const unread = new Readable({
    read: () => {
      throw new Error('it was read')
    }
  })
  await expect(read(unread, '600', lend(599))).rejects.toMatchObject({ code: 'OVERLOADED', statusCode: 503, retryAfterSeconds: 5 })
  const payload = new Readable({ read: () => {} })
  const refused = expect(read(payload, undefined, lend(599))).rejects.toMatchObject({ code: 'OVERLOADED' })
  payload.push(Buffer.alloc(600))
  await refused
})

it('a stranger’s body of a kilobyte is taken, that says so before it comes', async () => {
  const lease = createBodyBudget({ totalBytes: 2000 }).open(undefined)
  expect(await read(Readable.from([Buffer.alloc(1000)]), '1000', lease)).toHaveLength(1000)
})

it('a body that is said to be too large is refused before any of it is read', async () => {
  const payload = new Readable({ read: () => { throw new Error('it was read') } })
  await expect(read(payload, '1001')).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' })
})

it('a body that is larger than was said is refused at the first byte too many, and what comes then is let go', async () => {
  const payload = new Readable({ read: () => {} })
  const refused = expect(read(payload)).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' })
  payload.push(Buffer.alloc(1000))
  payload.push(Buffer.alloc(1))
  await refused
  expect(['data', 'end', 'error', 'close'].map((event) => payload.listenerCount(event))).toEqual([0, 0, 0, 0])
})

describe('a body whose sender', () => {
  const server = createServer()
  beforeAll(async () => { await once(server.listen(0, '127.0.0.1'), 'listening') })
  afterAll(() => server.close())

  it.each<[string, (socket: Socket) => unknown]>([
    ['resets the connection', (socket) => socket.resetAndDestroy()],
    ['ends the connection', (socket) => socket.end()]
  ])('%s in the middle is given up, and nobody’s fault', async (_how, hangUp) => {
    const sender = connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => {})
    sender.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf')
    const [request] = await once(server, 'request') as [IncomingMessage]
    const lost = expect(read(request)).rejects.toMatchObject({ code: 'CONNECTION_LOST', statusCode: 408 })
    hangUp(sender)
    await lost
  })

  it('was gone before anybody read it is given up, not waited for', async () => {
    await expect(read(new Readable().destroy())).rejects.toMatchObject({ code: 'CONNECTION_LOST' })
  })
})
