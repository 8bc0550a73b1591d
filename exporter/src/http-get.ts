import { request } from 'node:http'

export interface HttpGetOptions {
  readonly url: string
  /** For the whole exchange, including the body. */
  readonly timeoutMs: number
  /** The most bytes of the body to read; a longer one is cut there. */
  readonly maxBytes: number
}

export interface HttpAnswer {
  readonly statusCode: number
  readonly body: string
}

/** An address that may be shown: without user and password. */
const withoutUser = (url: string): string => url.replace(/^([a-z]+:\/\/)[^/?#]*@/i, '$1')

/**
 * Asks a service once over HTTP, within a bound of time and of bytes. It follows no redirect, keeps no connection, and
 * knows no proxy.
 *
 * @throws if there is no answer within the time.
 */
export const httpGet = ({ url, timeoutMs, maxBytes }: HttpGetOptions): Promise<HttpAnswer> => new Promise((resolve, reject) => {
  const signal = AbortSignal.timeout(timeoutMs)
  const place = withoutUser(url)
  const fail = (error: Error): void => {
    reject(
      signal.aborted
        ? new Error(`no whole answer from ${place} within ${timeoutMs} ms`)
        : new Error(`no answer from ${place}: ${error.message}`, { cause: error })
    )
  }
  const outgoing = request(url, { agent: false, signal, headers: { 'user-agent': 'mimamori', accept: '*/*' } }, (incoming) => {
    const chunks: Buffer[] = []
    let length = 0
    const finish = (): void => {
      resolve({ statusCode: incoming.statusCode ?? 0, body: Buffer.concat(chunks).subarray(0, maxBytes).toString('utf8') })
      outgoing.destroy()
    }
    incoming.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      length += chunk.length
      if (length >= maxBytes) finish()
    })
    incoming.on('end', finish)
    incoming.on('error', fail)
  })
  outgoing.on('error', fail)
  outgoing.end()
})
