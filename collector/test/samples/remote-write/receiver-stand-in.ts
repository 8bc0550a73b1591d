import type { IncomingMessage } from 'node:http'
import { uncompress } from 'snappyjs'
import { onTestFinished } from 'vitest'
import { loopbackServer } from '../../loopback-server.ts'
import type { Until } from '../../temporary-directory.ts'
import { decodeWriteRequest, type DecodedSeries } from './decode-write-request.ts'

export interface ReceiverAnswer {
  readonly status: number
  readonly body?: string
  readonly type?: string
  readonly retryAfter?: string
}

export interface ReceiverStandIn {
  /** For MIMAMORI_REMOTE_WRITE_URL. */
  readonly url: string
  /** Each request that came, refused ones included. */
  readonly requests: readonly {
    readonly series: readonly DecodedSeries[]
    readonly headers: IncomingMessage['headers']
    readonly bytes: number
  }[]
  /** What is stored: of each series, by its labels as JSON, the value at each time. */
  readonly stored: ReadonlyMap<string, ReadonlyMap<number, number | 'end'>>
  /** What it answers instead to a request, the first being 1, from now on, unless that is undefined. */
  interrupt (answer: (count: number) => ReceiverAnswer | undefined): void
}

interface Options {
  readonly nowMs?: () => number
  /** `out_of_order_time_window`. */
  readonly windowMs?: number
  readonly until?: Until
}

/**
 * A Prometheus that receives remote write, in memory, with the rules that were seen in 2.53.3: the first sample that it does not take
 * undoes the whole request; one too old for the window is refused; another value at the time of a series' newest sample is refused,
 * and at the time of an older one ignored; the same value again is success. It leaves out what happens without a window.
 */
export const receiverStandIn = async ({
  nowMs = Date.now,
  windowMs = 168 * 3_600_000,
  until = onTestFinished
}: Options = {}): Promise<ReceiverStandIn> => {
  const stored = new Map<string, Map<number, number | 'end'>>()
  const requests: { series: readonly DecodedSeries[], headers: IncomingMessage['headers'], bytes: number }[] = []
  let interrupted: (count: number) => ReceiverAnswer | undefined = () => undefined

  const mistakeIn = (series: readonly DecodedSeries[]): string | undefined => {
    for (const { labels, samples } of series) {
      const known = stored.get(JSON.stringify(labels))
      const newestMs = Math.max(...(known?.keys() ?? []))
      for (const { timestampMs, value } of samples) {
        if (timestampMs < nowMs() - windowMs) return 'too old sample'
        if (timestampMs === newestMs && !Object.is(known?.get(timestampMs), value)) {
          return `duplicate sample for timestamp ${timestampMs}; overrides not allowed: existing ${known?.get(timestampMs)}, new value ${value}`
        }
      }
    }
    return undefined
  }
  const take = (series: readonly DecodedSeries[]): ReceiverAnswer => {
    const mistake = mistakeIn(series)
    if (mistake !== undefined) return { status: 400, body: `${mistake}\n` }
    for (const { labels, samples } of series) {
      const key = JSON.stringify(labels)
      const values = stored.get(key) ?? new Map<number, number | 'end'>()
      stored.set(key, values)
      for (const { timestampMs, value } of samples) if (!values.has(timestampMs)) values.set(timestampMs, value)
    }
    return { status: 204 }
  }
  const origin = await loopbackServer(({ headers }, body, response) => {
    const unpacked = uncompress(body)
    const series = decodeWriteRequest(unpacked)
    requests.push({ series, headers, bytes: unpacked.length })
    const { status, body: text = '', type = 'text/plain; charset=utf-8', retryAfter } = interrupted(requests.length) ?? take(series)
    response.writeHead(status, { 'content-type': type, ...(retryAfter !== undefined && { 'retry-after': retryAfter }) }).end(text)
  }, until)
  return {
    url: `${origin}/api/v1/write`,
    requests,
    stored,
    interrupt: (answer) => {
      interrupted = answer
    }
  }
}
