import { compress } from 'snappyjs'
import { boundedText } from '@mimamori/program/bounded-text'
import { readRefusal, type WriteRefusal } from './read-refusal.ts'
import { RetryLaterError } from './retry-later-error.ts'
import { encodeWriteRequest, type WrittenSeries } from './write-request.ts'

export interface RemoteWriteOptions {
  /** The whole URL, such as http://127.0.0.1:9090/api/v1/write. */
  readonly url: string
  readonly token?: string
}

export interface RemoteWriteClient {
  /** Gives the reason why nothing, or not all, of it was stored and never will be. @throws {RetryLaterError} */
  write (series: readonly WrittenSeries[]): Promise<WriteRefusal | undefined>
}

const timeoutMs = 30_000
const maxErrorBytes = 65_536

/** In whole seconds; dates are not read. */
const retryAfterMs = (headers: Headers): number | undefined => {
  const text = headers.get('retry-after')
  return text !== null && /^\d{1,5}$/.test(text) ? Number(text) * 1000 : undefined
}

export const remoteWriteClient = ({ url, token }: RemoteWriteOptions): RemoteWriteClient => {
  const post = async (body: Uint8Array<ArrayBuffer>) => {
    try {
      const response = await fetch(url, {
        method: 'POST',
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          'content-type': 'application/x-protobuf',
          'content-encoding': 'snappy',
          'user-agent': 'mimamori-collector',
          'x-prometheus-remote-write-version': '0.1.0',
          ...token !== undefined && { authorization: `Bearer ${token}` }
        },
        body
      })
      return { response, text: await boundedText(response, maxErrorBytes) }
    } catch (cause) {
      throw new RetryLaterError(`the remote-write receiver does not answer at ${url}`, { cause })
    }
  }
  return {
    async write (series) {
      const { response: { ok, status, headers }, text } = await post(new Uint8Array(compress(encodeWriteRequest(series))))
      if (ok) return undefined
      const isPage = headers.get('content-type')?.startsWith('text/html') === true
      const refusal = isPage ? undefined : readRefusal(status, text)
      if (refusal !== undefined) return refusal
      throw new RetryLaterError(`the remote-write receiver answers with ${status}: ${text.slice(0, 300).trim()}`, {}, retryAfterMs(headers))
    }
  }
}
