import type { RequestListener } from 'node:http'
import { createServer, type Socket } from 'node:net'
import { createSecureContext } from 'node:tls'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { fetchExposition, type Target } from '../../../src/ingest/scrape/fetch-exposition.ts'
import { scrapeFailureOf } from '../../../src/ingest/scrape/scrape-error.ts'
import { selfSigned } from '../../self-signed.ts'
import { listening, startExporter } from './exporters.ts'

const until = onTestFinished
const fetchFrom = (url: string, { trusted, ...target }: Partial<Target> & { readonly trusted?: Buffer } = {}) => fetchExposition(
  { url: new URL(url), address: '127.0.0.1', authorization: undefined, ...target },
  {
    timeoutMs: 300, maxCompressedBytes: 100_000, maxBytes: 400_000, signal: new AbortController().signal,
    trusted: () => createSecureContext(trusted && { ca: trusted })
  }
)
const failureFrom = async (url: string, target?: Parameters<typeof fetchFrom>[1]) => {
  const { code, detail } = scrapeFailureOf(await fetchFrom(url, target).then(() => new Error('no failure'), (error: unknown) => error))
  return [code, detail ?? '']
}
const text = { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }
const answer = (body: string | Buffer, headers: Readonly<Record<string, string>> = text, status = 200): RequestListener =>
  (_request, response) => { response.writeHead(status, headers).end(body) }

test('what a device exposes is fetched as Prometheus would, with what it is to be shown', async () => {
  const asked: Record<string, unknown>[] = []
  const url = await startExporter((request, response) => {
    asked.push({ url: request.url, ...request.headers })
    response.writeHead(200, text).end('a 1\n')
  }, { until })
  expect((await fetchFrom(`${url}?collect[]=cpu`, { authorization: 'Bearer x' })).toString()).toBe('a 1\n')
  expect(asked).toMatchObject([{
    url: '/metrics?collect[]=cpu', authorization: 'Bearer x', host: new URL(url).host, 'x-prometheus-scrape-timeout-seconds': '0.3',
    'accept-encoding': 'gzip'
  }])
  expect(String(asked[0]?.['accept'])).toMatch(/^text\/plain;version=0\.0\.4,application\/openmetrics-text;version=1\.0\.0;q=0\.8/)
})

test.each([
  ['text without a type', answer('a 1\n', {}), 'a 1\n'],
  ['gzip', answer(gzipSync('a 1\n'), { ...text, 'content-encoding': 'gzip' }), 'a 1\n'],
  [
    'OpenMetrics',
    answer('# TYPE a counter\na_total 1 5.5\n# EOF\n', { 'content-type': 'application/openmetrics-text; version=1.0.0; charset=utf-8' }),
    '# TYPE a_total counter\na_total 1\n'
  ]
])('%s is taken', async (_name, exporter, taken) => {
  expect((await fetchFrom(await startExporter(exporter, { until }))).toString()).toBe(taken)
})

const stream: RequestListener = (_request, response) => {
  response.writeHead(200, text)
  for (let i = 0; i < 50; i++) response.write('a'.repeat(10_000))
}
const drip: RequestListener = (_request, response) => {
  response.writeHead(200, text)
  const drops = setInterval(() => response.write('#'), 20)
  response.once('close', () => { clearInterval(drops) })
}
/** Its end is that of the connection, which node:http alone sends for HTTP/1.0. */
const withoutLength = (then: (socket: Socket) => void): RequestListener => ({ socket }) => {
  socket.write('HTTP/1.0 200 OK\r\n\r\na 1\n')
  setTimeout(then, 20, socket)
}
const breakOff: RequestListener = (_request, response) => {
  response.writeHead(200, { ...text, 'content-length': '100' })
  response.write('a 1\n')
  setTimeout(() => response.destroy(), 20)
}

test.each<readonly [string, RequestListener, string, RegExp]>([
  ['a page that is not there', answer('a 1\n', text, 404), 'status', /^404$/],
  ['a redirect, which is not followed', answer('', { location: 'http://169.254.169.254/' }, 302), 'status', /^302$/],
  ['a page for people', answer('<html>', { 'content-type': 'text/html; charset=utf-8' }), 'not_metrics', /^text\/html$/],
  ['binary data', answer(Buffer.from([255, 254]), text), 'not_metrics', /UTF-8/],
  ['OpenMetrics that ends too early', answer('a 1\n', { 'content-type': 'application/openmetrics-text' }), 'rejected', /^line 1: .*# EOF/],
  ['more than is taken', answer('a'.repeat(400_001)), 'too_large', /400000/],
  ['more than is taken, without saying so', stream, 'too_large', /400000/],
  [
    'gzip that unpacks to more', answer(gzipSync('a'.repeat(1_000_000)), { ...text, 'content-encoding': 'gzip' }), 'too_large',
    /after decompression/
  ],
  ['gzip that is none', answer('a 1\n', { ...text, 'content-encoding': 'gzip' }), 'broken', /gzip/],
  ['another encoding', answer('a 1\n', { ...text, 'content-encoding': 'br' }), 'broken', /br/],
  ['no answer to a request', () => {}, 'too_slow', /^0\.3$/],
  ['an answer drop by drop', drip, 'too_slow', /^0\.3$/],
  ['an answer of unknown length that does not end', withoutLength(() => {}), 'too_slow', /^0\.3$/],
  ['an answer of unknown length that is reset', withoutLength((socket) => { socket.resetAndDestroy() }), 'broken', /closed/],
  ['an answer that breaks off', breakOff, 'broken', /closed/]
])('%s has its reason', async (_name, exporter, code, detail) => {
  const failure = await failureFrom(await startExporter(exporter, { until }))
  expect(failure).toEqual([code, expect.stringMatching(detail)])
})

test('where nobody listens, and where no HTTP is spoken, has its reason', async () => {
  const server = createServer((socket) => { socket.end('SSH-2.0-OpenSSH\r\n') })
  const port = await listening(server, until)
  expect(await failureFrom(`http://127.0.0.1:${port}/metrics`)).toEqual(['broken', expect.stringMatching(/HTTP/)])
  expect(await failureFrom(`https://127.0.0.1:${port}/metrics`)).toEqual(['broken', 'wrong version number'])
  const closed = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => closed.once('listening', resolve))
  const { port: freed } = closed.address() as { readonly port: number }
  await new Promise((resolve) => closed.close(resolve))
  expect(await failureFrom(`http://127.0.0.1:${freed}/metrics`)).toEqual(['refused', ''])
})

test('https is taken from who has a trusted certificate, and from nobody else', async () => {
  const certificate = selfSigned(until)
  const url = await startExporter(answer('a 1\n'), { until, certificate })
  expect((await fetchFrom(url, { trusted: certificate.cert })).toString()).toBe('a 1\n')
  expect(await failureFrom(url)).toEqual(['certificate', 'DEPTH_ZERO_SELF_SIGNED_CERT'])
  expect(await failureFrom(url.replace('127.0.0.1', 'pi-3.lan'), { trusted: certificate.cert })).toEqual([
    'certificate', 'ERR_TLS_CERT_ALTNAME_INVALID'
  ])
})

test('the name is not resolved again: what was checked is what is connected to', async () => {
  const url = await startExporter(answer('a 1\n'), { until })
  expect((await fetchFrom(url.replace('127.0.0.1', 'no-such-name.invalid'))).toString()).toBe('a 1\n')
})
