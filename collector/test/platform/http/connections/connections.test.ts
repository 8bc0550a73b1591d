import { once } from 'node:events'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import Fastify, { type FastifyInstance } from 'fastify'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import connections from '../../../../src/platform/http/connections/connections.ts'
import { collectorInTest } from '../../../collector-in-test.ts'
import { selfSigned } from '../../../self-signed.ts'

const patiently = { timeout: 20_000 }

/** What came on a connection, and whether it is closed. */
const watch = (socket: Socket) => {
  const seen = { text: '', isClosed: false }
  socket.on('error', () => {}).on('data', (piece) => { seen.text += piece.toString() })
  socket.on('close', () => { seen.isClosed = true })
  onTestFinished(() => { socket.destroy() })
  return { socket, seen }
}

const listen = async (app: FastifyInstance): Promise<number> => {
  await app.listen({ host: '127.0.0.1', port: 0 })
  return (app.server.address() as AddressInfo).port
}

describe('requests that are sent before the first is answered', { timeout: 30_000 }, () => {
  const get = (path: string) => `GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`
  const open = async () => {
    const { app } = await collectorInTest()
    return watch(connect(await listen(app), '127.0.0.1'))
  }
  const ask = async (requests: number, path = '/healthz') => {
    const { socket, seen } = await open()
    socket.write(get(path).repeat(requests))
    return seen
  }

  it('are answered in order, eight of them', async () => {
    const seen = await ask(8)
    await vi.waitFor(() => { expect(seen.text.match(/HTTP\/1\.1 200/g)).toHaveLength(8) }, patiently)
    expect(seen.isClosed).toBe(false)
  })

  it.each(['/healthz', '/nothing'])('end the connection where they are a thousand: %s', async (path) => {
    const seen = await ask(1000, path)
    await vi.waitFor(() => { expect(seen.isClosed).toBe(true) }, patiently)
    expect(seen.text.match(/HTTP\/1\.1/g)?.length ?? 0).toBeLessThanOrEqual(8)
  })

  it('are not allowed more of by paths that are not there', async () => {
    const { socket, seen } = await open()
    for (let refused = 1; refused <= 20; refused++) {
      socket.write(get('/nothing'))
      await vi.waitFor(() => { expect(seen.text.match(/HTTP\/1\.1 404/g)).toHaveLength(refused) }, { ...patiently, interval: 1 })
    }
    socket.write(get('/healthz').repeat(100))
    await vi.waitFor(() => { expect(seen.isClosed).toBe(true) }, patiently)
    expect(seen.text.match(/HTTP\/1\.1 200/g)?.length ?? 0).toBeLessThanOrEqual(8)
  })
})

describe('of connections without a key', () => {
  it.each(['http', 'https'])('the oldest of an address makes room for one more, and those with a key take none: %s', async (protocol) => {
    const limits = { strangers: 10, strangersByAddress: 2, byDevice: 10, byOperator: 10 }
    const app = (protocol === 'http' ? Fastify() : Fastify({ https: selfSigned(onTestFinished) })) as unknown as FastifyInstance
    await app.register(connections, { limits })
    app.get('/', async (request) => {
      if (request.headers['x-client-key'] !== undefined) {
        app.connectionShown(Object.assign(request, { device: { id: 'pi' } as typeof request.device }))
      }
      return 'ok'
    })
    onTestFinished(() => app.close())
    const port = await listen(app)
    const open = async (headers = '') => {
      const socket = protocol === 'http' ? connect(port, '127.0.0.1') : connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false })
      const { seen } = watch(socket)
      socket.write(`GET / HTTP/1.1\r\nhost: x\r\n${headers}\r\n`)
      await vi.waitFor(() => { expect(seen.text).toMatch(/200 OK/) }, patiently)
      return seen
    }
    const device = await open('x-client-key: k\r\n')
    const [first, second, third] = [await open(), await open(), await open()]
    await vi.waitFor(() => { expect(first.isClosed).toBe(true) }, patiently)
    expect([device, second, third].map(({ isClosed }) => isClosed)).toEqual([false, false, false])
  })
})

describe('an answer that somebody without a key leaves unread', () => {
  /** More than the kernel takes in on the way. */
  const answerBytes = 24 * 1024 * 1024
  const serve = async (options: Parameters<typeof connections>[1]) => {
    const app = Fastify() as unknown as FastifyInstance
    await app.register(connections, options)
    const answer = Buffer.alloc(answerBytes)
    app.get('/', async () => answer)
    onTestFinished(() => app.close())
    const closed: number[] = []
    let opened = 0
    app.server.on('connection', (socket: Socket) => {
      const number = opened++
      socket.on('close', () => { closed.push(number) })
    })
    const port = await listen(app)
    const leaveUnread = (): void => {
      const socket = connect(port, '127.0.0.1').on('error', () => {}).pause()
      socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
      onTestFinished(() => { socket.destroy() })
    }
    return { port, leaveUnread, closed, opened: () => opened }
  }

  it('closes the connection that has read nothing for the longest, where its address leaves too much', async () => {
    const { port, leaveUnread, closed, opened } = await serve({ unread: { byAddress: 2 * answerBytes, inAll: 9 * answerBytes } })
    for (const number of [1, 2, 3]) {
      leaveUnread()
      await vi.waitFor(() => { expect(opened()).toBe(number) }, patiently)
    }
    await vi.waitFor(() => { expect(closed).toEqual([0]) }, patiently)
    expect((await (await fetch(`http://127.0.0.1:${port}/`)).arrayBuffer()).byteLength).toBe(answerBytes)
  })

  it('closes a connection that reads nothing for long', async () => {
    const { leaveUnread, closed } = await serve({ noProgressMs: 50 })
    leaveUnread()
    await vi.waitFor(() => { expect(closed).toEqual([0]) }, patiently)
  })
})

it.each(['', 'GET /healthz HT'])('a connection that has brought no whole request (%j) is closed when the collector stops', async (sent) => {
  const { app, close } = await collectorInTest()
  const { socket, seen } = watch(connect(await listen(app), '127.0.0.1'))
  const opened = once(app.server, 'connection')
  socket.write(sent)
  await opened
  void close()
  await vi.waitFor(() => { expect(seen.isClosed).toBe(true) }, patiently)
})
