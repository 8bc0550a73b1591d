import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import type { PrintExposition } from '../../src/exposition.ts'
import { metricsHandler } from '../../src/web/handler.ts'
import { landingPage } from '../../src/web/landing-page.ts'
import { acceptsGzip } from '../../src/text-format/accepts-gzip.ts'
import { startServer, type RunningServer } from '../../src/web/server.ts'

const host = '127.0.0.1'
let server: RunningServer | undefined
const errors: unknown[] = []

const start = async (printExposition: PrintExposition, timeoutMs?: number): Promise<number> => {
  errors.length = 0
  const handler = metricsHandler({
    printExposition,
    collectorNames: ['cpu', 'stat'],
    landing: landingPage({ title: 'Mimamori exporter', version: '1' }),
    onError: (error) => errors.push(error)
  })
  server = await startServer({ address: { host, port: 0 }, handler, ...timeoutMs === undefined ? {} : { timeoutMs } })
  return server.port
}

afterEach(async () => {
  await server?.close()
  server = undefined
})

const get = async (
  port: number,
  path: string,
  { method = 'GET', headers = {} }: { method?: string, headers?: OutgoingHttpHeaders } = {}
): Promise<{ status: number | undefined, headers: IncomingMessage['headers'], body: Buffer }> =>
  new Promise((resolve, reject) => {
    httpRequest({ host, port, path, method, headers }, (response) => {
      const chunks: Buffer[] = []
      response
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }))
    })
      .on('error', reject)
      .end()
  })

const fixed = (text: string): PrintExposition => async () => text

describe('GET /metrics', () => {
  it('answers in the text format 0.0.4', async () => {
    const port = await start(fixed('温度 1\n'))
    const { status, headers, body } = await get(port, '/metrics')
    expect([status, headers['content-type'], headers['content-encoding'], headers.vary, body.toString()]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
      undefined,
      'accept-encoding',
      '温度 1\n'
    ])
  })

  it('compresses for a client that takes gzip', async () => {
    const text = 'a 1\n'.repeat(1000)
    const { headers, body } = await get(await start(fixed(text)), '/metrics', { headers: { 'accept-encoding': 'gzip' } })
    expect(headers['content-encoding']).toBe('gzip')
    expect(headers['content-length']).toBe(String(body.length))
    expect(body.length).toBeLessThan(text.length / 10)
    expect(gunzipSync(body).toString()).toBe(text)
  })

  it('answers HEAD without a body', async () => {
    const { status, headers, body } = await get(await start(fixed('a 1\n')), '/metrics', { method: 'HEAD' })
    expect([status, headers['content-length'], body.length]).toEqual([200, '4', 0])
  })

  it('collects what collect[] and exclude[] choose', async () => {
    const port = await start(async (names) => `${names === undefined ? 'all' : [...names].join(' ')}\n`)
    const bodies = await Promise.all(
      ['', '?collect[]=cpu', '?collect%5B%5D=stat', '?exclude[]=cpu', '?other=1'].map(async (query) =>
        (await get(port, `/metrics${query}`)).body.toString()
      )
    )
    expect(bodies).toEqual(['all\n', 'cpu\n', 'stat\n', 'stat\n', 'all\n'])
  })

  it.each([
    ['?collect[]=cup', 'There is no collector "cup" here. There are: cpu, stat.'],
    ['?collect[]=cpu&exclude[]=stat', 'cannot be given together']
  ])('refuses %s, and says why', async (query, message) => {
    const { status, body } = await get(await start(fixed('')), `/metrics${query}`)
    expect(status).toBe(400)
    expect(body.toString()).toContain(message)
  })

  it('answers 500 without a word of the error, which goes to the log', async () => {
    const error = new Error('secret')
    const { status, body } = await get(await start(() => Promise.reject(error)), '/metrics')
    expect(status).toBe(500)
    expect(body.toString()).not.toContain('secret')
    expect(errors).toEqual([error])
  })
})

describe('everything else', () => {
  it('is a page for people at /', async () => {
    const { status, headers, body } = await get(await start(fixed('')), '/')
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect(body.toString()).toContain('<h1>Mimamori exporter</h1>')
  })

  it.each(['/metric', '/metrics/', '//', '/../etc/passwd', '/%'])('is 404 at %s', async (path) => {
    expect((await get(await start(fixed('')), path)).status).toBe(404)
  })

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('is 405 for %s', async (method) => {
    const { status, headers } = await get(await start(fixed('')), '/metrics', { method })
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD'])
  })
})

describe('difficult clients', () => {
  const untilClosed = (port: number, write: string): Promise<string> => new Promise((resolve, reject) => {
    let received = ''
    const socket = connect(port, host, () => socket.write(write))
    socket.on('data', (chunk: Buffer) => { received += chunk.toString() }).on('close', () => resolve(received)).on('error', reject)
  })

  it.each([
    ['says nothing', ''],
    ['stops in the middle of its request', 'GET /metrics HTTP/1.1\r\nHost: x\r\n']
  ])('one that %s is let go', async (_, write) => {
    const port = await start(fixed('a 1\n'), 200)
    const received = await untilClosed(port, write)
    expect(received).not.toContain('200 OK')
    expect((await get(port, '/metrics')).status).toBe(200)
  })

  it('one that never reads its answer is let go', async () => {
    const ended = Promise.withResolvers<boolean>()
    const handler = metricsHandler({
      printExposition: fixed('a 1\n'.repeat(5_000_000)),
      collectorNames: [],
      landing: '',
      onError: () => undefined
    })
    server = await startServer({
      address: { host, port: 0 },
      handler: (request, response) => {
        response.on('close', () => ended.resolve(response.writableFinished))
        handler(request, response)
      },
      timeoutMs: 200
    })
    const socket = connect(server.port, host, () => socket.pause().write('GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n'))
    expect(await ended.promise, 'finished').toBe(false)
    socket.destroy()
  })

  it('nonsense gets a 400', async () => {
    expect(await untilClosed(await start(fixed('')), 'nonsense\r\n\r\n')).toContain('400 Bad Request')
  })
})

describe('listening', () => {
  it('says in plain words that a port is taken', async () => {
    const port = await start(fixed(''))
    await expect(startServer({ address: { host, port }, handler: () => undefined })).rejects.toThrow(
      `cannot listen on 127.0.0.1:${port}: another program listens there already`
    )
  })

  it('ends although a client keeps its connection', async () => {
    const port = await start(fixed('a 1\n'))
    const socket = connect(port, host)
    const isClosed = new Promise((resolve) => socket.on('close', resolve))
    await get(port, '/metrics')
    await server!.close()
    server = undefined
    await isClosed
  })
})

describe('Accept-Encoding', () => {
  it.each([
    [undefined, false],
    ['', false],
    ['gzip', true],
    ['deflate, gzip;q=0.5', true],
    ['GZIP', true],
    ['*', true],
    ['gzip;q=0', false],
    ['*;q=1, gzip;q=0.0', false],
    ['br', false],
    ['xgzip', false]
  ])('%j: %s', (header, isWelcome) => {
    expect(acceptsGzip(header)).toBe(isWelcome)
  })
})
