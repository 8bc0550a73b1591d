import { once } from 'node:events'
import { copyFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { connect, createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { describeNetworkError } from '../../src/delivery/deliver.ts'
import { createTransport, type Transport } from '../../src/delivery/transport.ts'
import { findCertificates } from '../certificates.ts'
import { startStrictCollector } from '../strict-collector.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

const serve = async (listener: RequestListener): Promise<{ server: Server, transport: Transport, port: number }> => {
  const server = createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const transport = createTransport({ baseUrl: new URL(`http://127.0.0.1:${port}/api/`), timeoutMs: 2000 })
  closers.push(() => transport.close(), () => {
    server.close()
    server.closeAllConnections()
  })
  return { server, transport, port }
}
const request = { path: '/clients/batch', headers: { 'x-client-key': 'k' }, body: Buffer.from('hello') }

describe('the transport', () => {
  test('posts the body with its length below the base address, and gives back status, headers and body', async () => {
    const { transport } = await serve((incoming, response) => {
      response.writeHead(201, { 'retry-after': '7' })
      response.end(`${incoming.method} ${incoming.url} ${incoming.headers['content-length']} ${incoming.headers['x-client-key'] as string}`)
    })
    const { status, headers, body, localAddress } = await transport.post(request)
    expect([status, headers['retry-after'], body.toString(), localAddress]).toEqual([201, '7', 'POST /api/clients/batch 5 k', '127.0.0.1'])
  })

  test('keeps its connection for the next request', async () => {
    const { transport, server } = await serve((_incoming, response) => response.end('{}'))
    let connections = 0
    server.on('connection', () => { connections += 1 })
    for (let i = 0; i < 3; i++) await transport.post(request)
    expect(connections).toBe(1)
  })

  test('tries once more at once when the server has closed the kept connection meanwhile', async () => {
    const sockets = new Set<Socket>()
    let requests = 0
    const { transport, server } = await serve((incoming, response) => {
      requests += 1
      // The second request finds a connection that is being closed, as after the server's keep-alive time.
      if (requests === 2) return incoming.socket.resetAndDestroy()
      response.end('{}')
    })
    server.on('connection', (socket) => sockets.add(socket))
    await transport.post(request)
    expect((await transport.post(request)).status).toBe(200)
    expect([requests, sockets.size]).toEqual([3, 2])
  })

  test('does not repeat a request that fails on a fresh connection: that is for the backoff to decide', async () => {
    let requests = 0
    const { transport } = await serve((incoming) => {
      requests += 1
      incoming.socket.resetAndDestroy()
    })
    await expect(transport.post(request)).rejects.toThrow(/ECONNRESET|socket hang up/)
    expect(requests).toBe(1)
  })

  test('unpacks an answer in gzip', async () => {
    const { transport } = await serve((_incoming, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"a":1}'))
    )
    expect((await transport.post(request)).body.toString()).toBe('{"a":1}')
  })

  test('gives up an answer that is a gzip bomb, is no gzip, or is too large', async () => {
    const pages = [gzipSync(Buffer.alloc(50_000_000)), Buffer.from('no gzip')]
    const { transport } = await serve((_incoming, response) => {
      const page = pages.shift()
      if (page === undefined) response.end(Buffer.alloc(300_000))
      else response.writeHead(200, { 'content-encoding': 'gzip' }).end(page)
    })
    await expect(transport.post(request)).rejects.toThrow('the answer is no gzip of less than 262144 bytes')
    await expect(transport.post(request)).rejects.toThrow('the answer is no gzip of less than 262144 bytes')
    await expect(transport.post(request)).rejects.toThrow('the answer is larger than 262144 bytes')
  })

  test('does not wait longer than its time for an answer that never comes, or only in part', async () => {
    const { port } = await serve((incoming, response) => {
      if (incoming.url?.endsWith('half')) response.writeHead(200, { 'content-length': '100' }).write('half of it')
    })
    const transport = createTransport({ baseUrl: new URL(`http://127.0.0.1:${port}/api`), timeoutMs: 200 })
    closers.push(() => transport.close())
    await expect(transport.post(request)).rejects.toThrow('no whole answer within 0.2 s')
    await expect(transport.post({ ...request, path: '/half' })).rejects.toThrow('no whole answer within 0.2 s')
  })

  test.each([
    ['switches to another protocol', 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'],
    ['asks to go on, and nothing more', 'HTTP/1.1 100 Continue\r\n\r\n'],
    ['says something informational, and nothing more', 'HTTP/1.1 199 Perhaps\r\n\r\n'],
    ['is not HTTP', 'SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n'],
    ['has no end of its headers', 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n'],
    ['is a zero', '\0'],
    ['is nothing', '']
  ])('gives up an answer that %s, and asks again with a new connection', async (_, answer) => {
    let answers = 0
    const server = createTcpServer((socket) => {
      socket
        .on('error', () => undefined)
        .once('data', () => socket.end(answers++ === 0 ? answer : 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}'))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const transport = createTransport({
      baseUrl: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api`),
      timeoutMs: 20_000
    })
    closers.push(() => transport.close(), () => server.close())
    await expect(transport.post(request)).rejects.toThrow(Error)
    expect((await transport.post(request)).body.toString()).toBe('{}')
  })

  test('ends when it is aborted', async () => {
    const { transport, server } = await serve(() => undefined)
    const cutting = new AbortController()
    server.on('request', () => cutting.abort())
    await expect(transport.post({ ...request, signal: cutting.signal })).rejects.toThrow('aborted')
  })

  test('does not follow a redirect', async () => {
    const { transport, port } = await serve((_incoming, response) =>
      response.writeHead(307, { location: `http://127.0.0.1:${port}/elsewhere` }).end()
    )
    expect((await transport.post(request)).status).toBe(307)
  })

  test('says what is wrong where nobody listens', async () => {
    const { server, transport, port } = await serve(() => undefined)
    server.close()
    await once(server, 'close')
    expect(await new Promise((resolve) => connect(port, '127.0.0.1').once('error', () => resolve('closed')))).toBe('closed')
    await expect(transport.post(request)).rejects.toThrow(`connect ECONNREFUSED 127.0.0.1:${port}`)
  })
})

describe('over https', () => {
  test('to a server that has none, it says so in one line', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const transport = createTransport({
      baseUrl: new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}/api`), timeoutMs: 5000
    })
    const error: unknown = await transport.post({
      path: '/clients/batch', headers: {}, body: Buffer.from('')
    }).catch((reason: unknown) => reason)
    transport.close()
    server.close()
    expect(describeNetworkError(error)).toBe('TLS: wrong version number')
  })

  test('a server whose CA is named is trusted, and no other', async () => {
    const collector = await startStrictCollector({ tls: true })
    closers.push(() => collector.close())
    const { caFile, otherCaFile, server } = findCertificates()
    const attempt = async (file: string | undefined): Promise<number> => {
      const transport = createTransport({ baseUrl: new URL(collector.url), timeoutMs: 5000, caFile: file })
      closers.push(() => transport.close())
      return (await transport.post(request)).status
    }
    expect(await attempt(caFile)).toBe(400)
    // The collector's own, whoever signed it: npm start knows no other.
    expect(await attempt(server.certFile)).toBe(400)
    await expect(attempt(otherCaFile)).rejects.toThrow(/unable to get local issuer certificate/)
    const error = await attempt(undefined).catch((reason: unknown) => reason)
    expect(describeNetworkError(error)).toMatch(/^(?:unable to verify the first certificate|self-signed certificate)/)
    expect(describeNetworkError(error)).not.toContain('Node.js')
  })

  test('a CA that cannot be read, or is another, is read again for the next try', async () => {
    const collector = await startStrictCollector({ tls: true })
    closers.push(() => collector.close())
    const caFile = join(temporaryDirectory(), 'ca.pem')
    const transport = createTransport({ baseUrl: new URL(collector.url), timeoutMs: 5000, caFile })
    closers.push(() => transport.close())
    await expect(transport.post(request)).rejects.toThrow(/ENOENT/)
    copyFileSync(findCertificates().otherCaFile, caFile)
    await expect(transport.post(request)).rejects.toThrow(/issuer/)
    copyFileSync(findCertificates().caFile, caFile)
    expect((await transport.post(request)).status).toBe(400)
  })
})
