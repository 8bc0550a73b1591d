import { z } from 'zod'
import { boundedText } from '@mimamori/program/bounded-text'
import { CodedError } from '../../platform/errors/error-codes.ts'
import type { Fields } from './label-set.ts'
import type { LokiEntry } from './push-request.ts'

/**
 * Loki did not take the request, or did not answer, and may the next time: it is away, overloaded, limits us, or is not configured as
 * we need.
 */
export class LokiUnavailableError extends CodedError {
  override readonly name = 'LokiUnavailableError'
  readonly code = 'LOKI_UNAVAILABLE'
  override readonly retryAfterSeconds = 60
}

export interface LokiOptions {
  /** Without a slash at its end. */
  readonly url: string
  /** The token of a proxy before it. */
  readonly token?: string
  /** For one Loki that serves several. */
  readonly tenant?: string
}

export interface LokiQuery {
  readonly expression: string
  readonly fromNs: bigint
  /** Not included. */
  readonly toNs: bigint
  readonly newestFirst: boolean
  readonly limit: number
  readonly timeoutMs: number
}

export interface FoundEntry extends LokiEntry {
  readonly labels: Fields
}

/** A push that was not taken whole. */
export interface RefusedPush {
  /** The message of Loki, or of a proxy before it. */
  readonly text: string
  /** Nothing was taken, and a smaller one may be. */
  readonly isTooLarge: boolean
}

/** Loki's HTTP API (https://grafana.com/docs/loki/latest/reference/loki-http-api/). */
export interface LokiClient {
  /** Gives the refused lines, if any: they will not be taken the next time either. @throws {LokiUnavailableError} */
  push (body: Uint8Array): Promise<RefusedPush | undefined>
  /** In no order. @throws {LokiUnavailableError} */
  query (query: LokiQuery): Promise<readonly FoundEntry[]>
}

const pushTimeoutMs = 30_000
const maxErrorBytes = 1_048_576
/** A thousand lines of eight thousand characters of three bytes, and as much again for JSON's overhead. */
const maxAnswerBytes = 67_108_864

const fields = z.record(z.string(), z.string())
const streams = z.object({
  status: z.literal('success'),
  data: z.object({
    resultType: z.literal('streams'),
    result: z.array(
      z.object({ stream: fields, values: z.array(z.tuple([z.string(), z.string()], z.object({ structuredMetadata: fields.optional() }))) })
    )
  })
})

const readStreams = (text: string, url: string): readonly FoundEntry[] => {
  try {
    return streams
      .parse(JSON.parse(text))
      .data.result.flatMap(({ stream, values }) =>
        values.map(([timestamp, line, more]): FoundEntry => ({
          labels: stream,
          timestampNs: BigInt(timestamp),
          line,
          metadata: more?.structuredMetadata ?? {}
        }))
      )
  } catch (cause) {
    throw new LokiUnavailableError(`what answers at ${url} is no Loki: set MIMAMORI_LOKI_URL to where Loki is`, { cause })
  }
}

/**
 * Loki's answer 400 to correct lines, which wait until it is configured right. Every line of ours has structured metadata: without
 * it every field that is no label would be lost. The second is of a Loki that serves TLS though its address begins with http.
 */
const isSetUpOtherwise = /structured metadata, but this feature is disallowed|HTTP request to an HTTPS server/

export const lokiClient = ({ url, token, tenant }: LokiOptions): LokiClient => {
  const post = async (
    path: string,
    {
      type,
      body,
      timeoutMs,
      maxBytes
    }: { readonly type: string, readonly body: Uint8Array<ArrayBuffer> | string, readonly timeoutMs: number, readonly maxBytes: number }
  ) => {
    try {
      const response = await fetch(`${url}/loki/api/v1/${path}`, {
        method: 'POST',
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          'content-type': type,
          // Structured metadata apart from labels (pkg/util/httpreq/encoding_flags.go).
          'x-loki-response-encoding-flags': 'categorize-labels',
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(tenant !== undefined && { 'x-scope-orgid': tenant })
        },
        body
      })
      return {
        status: response.status,
        isPage: response.headers.get('content-type')?.startsWith('text/html') === true,
        text: await boundedText(response, maxBytes)
      }
    } catch (cause) {
      throw new LokiUnavailableError(`Loki does not answer at ${url}`, { cause })
    }
  }
  const refused = (status: number, text: string): LokiUnavailableError =>
    new LokiUnavailableError(`Loki answers with ${status}: ${text.slice(0, 300).trim()}`)
  return {
    async push (body) {
      const { status, isPage, text } = await post('push', {
        type: 'application/x-protobuf',
        body: new Uint8Array(body),
        timeoutMs: pushTimeoutMs,
        maxBytes: maxErrorBytes
      })
      if (status >= 200 && status < 300) return undefined
      if (status === 413) return { text, isTooLarge: true }
      if (status === 400 && !isPage && !isSetUpOtherwise.test(text)) return { text, isTooLarge: false }
      throw refused(status, text)
    },
    async query ({ expression, fromNs, toNs, newestFirst, limit, timeoutMs }) {
      const parameters = {
        query: expression,
        start: String(fromNs),
        end: String(toNs),
        direction: newestFirst ? 'backward' : 'forward',
        limit: String(limit)
      }
      const { status, text } = await post('query_range', {
        type: 'application/x-www-form-urlencoded',
        body: new URLSearchParams(parameters).toString(),
        timeoutMs,
        maxBytes: maxAnswerBytes
      })
      if (status !== 200) throw refused(status, text)
      return readStreams(text, url)
    }
  }
}
