import { isUtf8 } from 'node:buffer'
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { SecureContext } from 'node:tls'
import { inSlices, timeSlice } from '../../platform/event-loop/time-slice.ts'
import type { BodyLease } from '../../platform/http/bodies/body-budget.ts'
import { isGzip, unpackBounded } from '../../platform/http/bodies/content-encoding.ts'
import { wholeBody } from '../../platform/http/bodies/whole-body.ts'
import { toTextFormat } from './open-metrics.ts'
import { ScrapeError } from './scrape-error.ts'

export interface Target {
  readonly url: URL
  /** The address that its host resolved to, as checked: nothing else is connected to, whatever the name resolves to later. */
  readonly address: string
  /** The header for its authorization; a secret. */
  readonly authorization: string | undefined
}

export interface Options {
  readonly timeoutMs: number
  /** As it is sent, and unpacked. */
  readonly maxCompressedBytes: number
  readonly maxBytes: number
  /** Aborts it from outside. */
  readonly signal: AbortSignal
  /** The trusted certificate authorities; only asked for https. */
  readonly trusted: () => SecureContext
}

/** OpenMetrics has nothing that is kept here, and makes other names of some counters: it is for exporters that offer nothing else. */
const accepted = 'text/plain;version=0.0.4,application/openmetrics-text;version=1.0.0;q=0.8,text/plain;q=0.5'

/** The number of scrapes at once bounds their memory (scheduler.ts). */
const unbounded: BodyLease = { take: () => {}, give: () => {}, own: () => {}, release: () => {} }

const lookupOf = (address: string): NonNullable<RequestOptions['lookup']> => {
  const family = address.includes(':') ? 6 : 4
  return (_hostname, { all }, callback) => {
    if (all === true) callback(null, [{ address, family }])
    else callback(null, address, family)
  }
}

interface Attempt {
  readonly signal: AbortSignal
  /** Called when the device has taken the connection. */
  readonly onConnect: () => void
}

const open = async (
  { url, address, authorization }: Target, { timeoutMs, trusted }: Options, { signal, onConnect }: Attempt
): Promise<IncomingMessage> => await new Promise((resolve, reject) => {
  let response: IncomingMessage | undefined
  const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
    agent: false,
    signal,
    lookup: lookupOf(address),
    ...url.protocol === 'https:' && { secureContext: trusted() },
    headers: {
      accept: accepted, 'accept-encoding': 'gzip', 'user-agent': 'mimamori',
      'x-prometheus-scrape-timeout-seconds': String(timeoutMs / 1000),
      ...authorization !== undefined && { authorization }
    }
  }, (answer) => { resolve(response = answer) })
  request.once('socket', (socket) => { socket.once('connect', onConnect) })
  // Node calls a body without a length complete whenever the connection ends, for any reason.
  request.on('error', (error) => {
    if (response === undefined) reject(error)
    else response.destroy(error)
  })
  request.end()
})

const isOpenMetrics = (contentType: string): boolean => {
  const type = contentType.split(';')[0]!.trim().toLowerCase()
  if (type === 'application/openmetrics-text') return true
  if (type === '' || type === 'text/plain') return false
  throw new ScrapeError('not_metrics', type)
}

const read = async (response: IncomingMessage, { maxCompressedBytes, maxBytes }: Options): Promise<Buffer> => {
  const { statusCode, headers } = response
  if (statusCode !== 200) throw new ScrapeError('status', String(statusCode))
  const convert = isOpenMetrics(headers['content-type'] ?? '')
  const isPacked = isGzip(headers['content-encoding'])
  const mostSent = isPacked ? maxCompressedBytes : maxBytes
  const sent = await wholeBody(response, { contentLength: headers['content-length'], maxBytes: mostSent, lease: unbounded })
  const body = isPacked ? await unpackBounded(sent, maxBytes, unbounded) : sent
  if (!isUtf8(body) || body.includes(0)) throw new ScrapeError('not_metrics', 'no UTF-8')
  return convert ? Buffer.from(await inSlices(toTextFormat(body.toString()), timeSlice())) : body
}

/**
 * Fetches a device's metrics, as the text format 0.0.4 in valid UTF-8: one request, no redirects.
 * @throws {ScrapeError}, and errors that scrapeFailureOf takes
 */
export const fetchExposition = async (target: Target, options: Options): Promise<Buffer> => {
  const timeout = AbortSignal.timeout(options.timeoutMs)
  const signal = AbortSignal.any([timeout, options.signal])
  let response: IncomingMessage | undefined
  let isConnected = false
  try {
    response = await open(target, options, { signal, onConnect: () => { isConnected = true } })
    return await read(response, options)
  } catch (error) {
    // Whatever it interrupts: an answer that has begun ends with another error than one that has not.
    throw timeout.aborted ? new ScrapeError(isConnected ? 'too_slow' : 'no_answer', String(options.timeoutMs / 1000)) : error
  } finally {
    response?.destroy()
  }
}
