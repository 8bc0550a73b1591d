import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { batchEnvelope, logBatch, sampleBatch, toEnvelope, type Envelope } from '@mimamori/contract'
import { parseFamilies } from '@mimamori/exporter/text-format'
import { findCertificates } from './certificates.ts'

export interface Received {
  readonly headers: IncomingHttpHeaders
  readonly envelope: Envelope
  /** As it came over the wire. */
  readonly bytes: Buffer
  /** Decompressed. */
  readonly text: string
}

/** An answer in place of the usual one; `cut` ends the connection without one. */
export type Reply = { readonly status: number, readonly headers?: Readonly<Record<string, string>>, readonly body: unknown } | 'cut'

export interface StrictCollector {
  readonly url: string
  /** All batches that fitted the contract, in the order in which they came. */
  readonly received: Received[]
  /** What did not fit, and why. A test that ends with any has failed. */
  readonly violations: string[]
  /** Other requests than batches: method and path. */
  readonly others: { readonly method: string, readonly path: string, readonly body: string, readonly headers: IncomingHttpHeaders }[]
  /** How many connections were opened. */
  readonly connections: number
  /** Decides over the next batches, one after the other; undefined is the usual answer. */
  answerWith (...replies: (Reply | undefined)[]): void
  /** The same for all that comes. */
  answerAlways (reply: ((path: string) => Reply | undefined) | undefined): void
  intervalSeconds: number
  /** The version of the content that the device should have. */
  contentVersion: string | undefined
  /** Whether late samples are wanted. */
  lateSamples: boolean
  /** Resolves when so many batches that match have come; rejects after 20 s. */
  waitFor (count: number, matches?: (received: Received) => boolean): Promise<Received[]>
  close (): Promise<void>
}

const readBody = async (request: IncomingMessage): Promise<Buffer> => Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>))

/**
 * A collector that holds every batch against the contract's schemas and the exporter's strict parser, and acknowledges it as
 * the real one does. It leaves out: keys, storage, and everything beside batches.
 */
export const startStrictCollector = async ({ tls = false, port = 0 }: { tls?: boolean, port?: number } = {}): Promise<StrictCollector> => {
  const received: Received[] = []
  const violations: string[] = []
  const others: StrictCollector['others'] = []
  const acknowledged = new Map<string, number>()
  let replies: (Reply | undefined)[] = []
  let always: ((path: string) => Reply | undefined) | undefined
  let connections = 0
  const waiting = new Set<() => void>()

  const send = (response: ServerResponse, reply: Reply): void => {
    if (reply === 'cut') return void response.socket?.destroy()
    response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers })
    response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body))
  }

  const takeBatch = (headers: IncomingHttpHeaders, bytes: Buffer): Reply => {
    const parsed = batchEnvelope.safeParse(headers)
    if (!parsed.success) {
      violations.push(`envelope: ${parsed.error.message}`)
      return { status: 400, body: { requestId: 'r', code: 'VALIDATION_FAILED', message: 'bad envelope' } }
    }
    const envelope = toEnvelope(parsed.data)
    const text = gunzipSync(bytes).toString()
    try {
      if (envelope.kind === 'report') parseFamilies(text)
      else (envelope.kind === 'logs' ? logBatch : sampleBatch).parse(JSON.parse(text))
    } catch (error) {
      violations.push(`${envelope.kind}: ${(error as Error).message}`)
    }
    received.push({ headers, envelope, bytes, text })
    const mark = `${envelope.stream} ${envelope.kind}`
    const isRepeated = envelope.sequence <= (acknowledged.get(mark) ?? 0)
    const forced = replies.shift() ?? always?.('/api/clients/batch')
    if (forced !== undefined) return forced
    if (!isRepeated) acknowledged.set(mark, envelope.sequence)
    return {
      status: 200,
      body: {
        requestId: 'r',
        kind: envelope.kind,
        stream: envelope.stream,
        acknowledgedSequence: acknowledged.get(mark),
        serverTimeMs: Date.now(),
        intervalSeconds: collector.intervalSeconds,
        accepted: isRepeated ? 0 : 1,
        rejected: [],
        lateSamples: collector.lateSamples,
        contentVersion: collector.contentVersion
      }
    }
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const bytes = await readBody(request)
    const path = request.url ?? ''
    if (request.method === 'POST' && path === '/api/clients/batch') {
      send(response, takeBatch(request.headers, bytes))
    } else {
      others.push({ method: request.method ?? '', path, body: bytes.toString(), headers: request.headers })
      send(response, always?.(path) ?? { status: 404, body: { requestId: 'r', code: 'ROUTE_NOT_FOUND', message: 'there is nothing here' } })
    }
    for (const check of waiting) check()
  }

  const listener = (request: IncomingMessage, response: ServerResponse): void => { void handle(request, response) }
  const server = tls ? createTlsServer(findCertificates().server, listener) : createServer(listener)
  server.on('connection', () => { connections += 1 })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')

  const collector: StrictCollector = {
    url: `http${tls ? 's' : ''}://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
    received,
    violations,
    others,
    get connections () { return connections },
    answerWith: (...next) => { replies = next },
    answerAlways: (reply) => { always = reply },
    intervalSeconds: 60,
    contentVersion: undefined,
    lateSamples: true,
    waitFor: (count, matches = () => true) => new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(check)
        reject(new Error(`expected ${count} batches within 20 s, and ${received.filter(matches).length} came`))
      }, 20_000)
      const check = (): void => {
        const found = received.filter(matches)
        if (found.length < count) return
        clearTimeout(timer)
        waiting.delete(check)
        resolve(found)
      }
      waiting.add(check)
      check()
    }),
    close: () => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  }
  return collector
}
