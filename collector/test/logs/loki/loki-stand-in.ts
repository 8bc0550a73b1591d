import type { IncomingMessage } from 'node:http'
import { uncompress } from 'snappyjs'
import { onTestFinished } from 'vitest'
import { parseLabels } from '../../../src/logs/loki/label-set.ts'
import { decodeEntry, decodePushRequest } from '../../../src/logs/loki/push-request.ts'
import { loopbackServer } from '../../loopback-server.ts'
import { sendAnswer, type Answer, type Interrupt } from '../../server-answer.ts'
import type { Until } from '../../temporary-directory.ts'
import { distribute, grouped, ingest, labelsText, limits, streamMistake, type StoredStream } from './stand-in-rules.ts'
import { parseQuery } from './stand-in-query.ts'

export interface LokiStandIn {
  readonly url: string
  /** Each push that came, refused ones included: how many streams it had, and how many bytes unpacked. */
  readonly pushes: readonly { readonly streams: number, readonly bytes: number, readonly headers: IncomingMessage['headers'] }[]
  readonly queries: number
  readonly lines: () => number
  /** The lines of each stream in the order in which they were taken. */
  readonly messages: () => readonly string[]
  /** Those of one device, oldest first. */
  messagesOf (device: string): Promise<readonly string[]>
  /** From now on. */
  interrupt (interrupt: Interrupt): void
}

/**
 * A Loki that keeps to its rules as 3.6.7 does, in memory: what it takes and refuses, with its words; that it answers only for the
 * last stream of a push; and the part of LogQL that the collector writes. It leaves out rates, retention, and all other routes.
 */
export const lokiStandIn = async ({
  nowMs = Date.now,
  until = onTestFinished
}: { readonly nowMs?: () => number, readonly until?: Until } = {}): Promise<LokiStandIn> => {
  const streams = new Map<string, StoredStream>()
  const pushes: { streams: number, bytes: number, headers: IncomingMessage['headers'] }[] = []
  let count = 0
  let queries = 0
  let interruption: Interrupt = () => undefined

  const push = (body: Buffer, headers: IncomingMessage['headers']): Answer => {
    const unpacked = uncompress(body)
    const request = decodePushRequest(unpacked, { mostEntries: 1_000_000 })
    pushes.push({ streams: request.length, bytes: unpacked.length, headers })
    if (unpacked.length > limits.bodyBytes) {
      return { status: 500, body: `trying to send message larger than max (${unpacked.length} vs. ${limits.bodyBytes})` }
    }
    const mistakes: string[] = []
    let refusal: string | undefined
    for (const packed of request) {
      const labels = parseLabels(packed.labels)
      const mistake = streamMistake(labels)
      if (mistake !== undefined) {
        mistakes.push(mistake)
        continue
      }
      const { entries, mistakes: ofEntries } = distribute(
        labels,
        packed.entries.map((entry) => decodeEntry(entry, { mostFields: 1_000_000 })),
        nowMs()
      )
      mistakes.push(...ofEntries)
      if (entries.length === 0) continue
      const key = labelsText(labels)
      const stream = streams.get(key) ?? { labels, entries: new Map(), newestNs: 0n }
      streams.set(key, stream)
      // The next stream's answer takes its place, also where that is success (`instance.Push` of pkg/ingester).
      refusal = ingest(stream, entries)
    }
    const said = refusal ?? (mistakes.length > 0 ? grouped(mistakes) : undefined)
    return said === undefined ? { status: 204 } : { status: 400, body: `${said}\n` }
  }

  const query = (form: URLSearchParams): Answer => {
    queries++
    const [fromNs, toNs] = [BigInt(form.get('start')!), BigInt(form.get('end')!)]
    if (toNs - fromNs > 721n * 3_600_000_000_000n) {
      return { status: 400, body: 'the query time range exceeds the limit (query length: …, limit: 30d1h)' }
    }
    if (Number(form.get('limit')) > 5000) {
      return { status: 400, body: 'max entries limit per query exceeded, limit > max_entries_limit_per_query' }
    }
    const holds = parseQuery(form.get('query')!)
    const found = [...streams.values()].flatMap(({ labels, entries }) =>
      [...entries.values()]
        .filter((entry) => entry.timestampNs >= fromNs && entry.timestampNs < toNs && holds(labels, entry))
        .map((entry) => ({ labels, entry }))
    )
    const direction = form.get('direction') === 'forward' ? 1 : -1
    found.sort(
      (one, other) =>
        direction * (one.entry.timestampNs < other.entry.timestampNs ? -1 : Number(one.entry.timestampNs > other.entry.timestampNs))
    )
    const result = found
      .slice(0, Number(form.get('limit')))
      .map(({ labels, entry }) => ({
        stream: labels,
        values: [[String(entry.timestampNs), entry.line, { structuredMetadata: entry.metadata }]]
      }))
    return {
      status: 200,
      type: 'application/json',
      body: JSON.stringify({ status: 'success', data: { resultType: 'streams', encodingFlags: ['categorize-labels'], result, stats: {} } })
    }
  }

  const carryOut = ({ url, headers }: IncomingMessage, body: Buffer): Answer => {
    try {
      if (url === '/loki/api/v1/push' && headers['content-type'] === 'application/x-protobuf') return push(body, headers)
      if (url === '/loki/api/v1/query_range' && headers['content-type'] === 'application/x-www-form-urlencoded') {
        return query(new URLSearchParams(body.toString()))
      }
      return { status: 404, body: '404 page not found' }
    } catch (error) {
      return { status: 400, body: (error as Error).message }
    }
  }
  const answerTo = (request: IncomingMessage, body: Buffer): Answer => {
    const instead = interruption(request.url!, ++count)
    if (instead !== undefined && instead.isCarriedOut !== true) return instead
    const answer = carryOut(request, body)
    return instead ?? answer
  }

  const url = await loopbackServer((request, body, response) => sendAnswer(response, answerTo(request, body)), until)
  return {
    url,
    pushes,
    get queries () {
      return queries
    },
    lines: () => [...streams.values()].reduce((sum, { entries }) => sum + entries.size, 0),
    messages: () => [...streams.values()].flatMap(({ entries }) => [...entries.values()].map(({ line }) => line)),
    messagesOf: async (device) =>
      [...streams.values()]
        .filter(({ labels }) => labels['device'] === device)
        .flatMap(({ entries }) => [...entries.values()])
        .sort((one, other) => Number(one.timestampNs - other.timestampNs))
        .map(({ line }) => line),
    interrupt: (interrupt) => {
      interruption = interrupt
    }
  }
}
