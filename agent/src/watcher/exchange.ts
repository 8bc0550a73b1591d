import { readFileSync } from 'node:fs'
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { boundedBody } from '../delivery/bounded-body.ts'

export interface Exchange {
  readonly url: URL
  readonly method: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** PEM certificates to trust in place of the system's own. */
  readonly caFile?: string | undefined
}

export interface ExchangeAnswer {
  readonly status: number
  readonly body: string
}

const timeoutMs = 10_000
const mostBytes = 65_536

/**
 * One request by a connection of its own, without redirects, bounded in time and in what is read. node:http and not fetch, which is
 * 15 MB of memory.
 *
 * @throws if no whole answer came in time, with a message for people
 */
export const exchange = async ({ url, method, headers = {}, body, caFile }: Exchange): Promise<ExchangeAnswer> => {
  // Loaded only if it is used.
  const request = url.protocol === 'https:' ? process.getBuiltinModule('node:https').request : httpRequest
  const signal = AbortSignal.timeout(timeoutMs)
  const options: RequestOptions = {
    method,
    signal,
    agent: false,
    headers: {
      'user-agent': 'mimamori-watcher',
      ...headers,
      ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) })
    },
    ...(url.protocol === 'https:' && caFile !== undefined && { ca: readFileSync(caFile), allowPartialTrustChain: true })
  }
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const sent = request(url, options, resolve)
      sent.once('error', reject)
      sent.end(body)
    })
    const whole = await boundedBody(response, mostBytes)
    return { status: response.statusCode ?? 0, body: whole.toString() }
  } catch (error) {
    // Whatever it interrupts: an answer that has begun ends with another error than one that has not.
    throw signal.aborted ? new Error(`no whole answer within ${timeoutMs / 1000} s`, { cause: error }) : error
  }
}
