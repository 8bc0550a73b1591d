import type { IncomingMessage, RequestOptions } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { boundedBody } from './bounded-body.ts'
import { openConnection } from './connection.ts'

export interface HttpAnswer {
  readonly status: number
  readonly headers: { readonly date?: string | undefined, readonly 'retry-after'?: string | undefined }
  /** Decompressed. */
  readonly body: Buffer
  /** Our own address on this connection. */
  readonly localAddress?: string | undefined
}

export interface HttpRequest {
  /** Below the base URL, with its leading slash. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  readonly signal?: AbortSignal
  /** For the whole exchange; the transport's own if left out. */
  readonly timeoutMs?: number
}

/** Brings a request to the collector. It rejects, with a message for people, when no whole answer came in time. */
export interface Transport {
  post (request: HttpRequest): Promise<HttpAnswer>
  close (): void
}

interface TransportOptions {
  /** Ends in `/api`. */
  readonly baseUrl: URL
  readonly timeoutMs: number
  /** PEM certificates to trust in place of the system's own: of an authority, or the collector's itself. */
  readonly caFile?: string | undefined
}

const largestAnswerBytes = 256 * 1024

const decompress = (raw: Buffer, encoding: string | undefined): Buffer => {
  if (encoding !== 'gzip' || raw.length === 0) return raw
  try {
    return gunzipSync(raw, { maxOutputLength: largestAnswerBytes })
  } catch (error) {
    throw new Error(`the answer is no gzip of less than ${largestAnswerBytes} bytes`, { cause: error })
  }
}

/** Reads an answer to its end; throws if it is cut, too large, or no gzip although it says so. */
const readAnswer = async (response: IncomingMessage): Promise<HttpAnswer> => {
  // The response lets go of a keep-alive connection when it has been read.
  const { localAddress } = response.socket
  const body = await boundedBody(response, largestAnswerBytes)
  const { headers, statusCode: status = 0 } = response
  return { status, headers, body: decompress(body, headers['content-encoding']), localAddress }
}

/**
 * HTTP by one keep-alive connection. Redirects are not followed: a collector sends none, and a portal's would lead a key
 * elsewhere. node:http and not fetch, which is 15 MB of memory.
 */
export const createTransport = ({ baseUrl, timeoutMs: usualTimeoutMs, caFile }: TransportOptions): Transport => {
  let connection: ReturnType<typeof openConnection> | undefined
  const base = baseUrl.href.replace(/\/$/, '')

  const exchange = async ({ path, headers, body, signal, timeoutMs = usualTimeoutMs }: HttpRequest): Promise<HttpAnswer> => {
    connection ??= openConnection(baseUrl, caFile)
    const { request, agent } = connection
    return new Promise<HttpAnswer>((resolve, reject) => {
      const options: RequestOptions = {
        method: 'POST',
        agent,
        headers: { ...headers, 'content-length': body.length },
        ...(signal !== undefined && { signal })
      }
      let isAnswered = false
      const sent = request(new URL(base + path), options, (response) => {
        isAnswered = true
        readAnswer(response).then(finish, fail)
      })
      const timer = setTimeout(() => {
        const error = new Error(`no whole answer within ${timeoutMs / 1000} s`)
        sent.destroy(error)
        fail(error)
      }, timeoutMs)
      const finish = (answer: HttpAnswer): void => {
        clearTimeout(timer)
        resolve(answer)
      }
      const fail = (error: Error): void => {
        clearTimeout(timer)
        reject(Object.assign(error, { reusedSocket: sent.reusedSocket }))
      }
      sent.on('error', fail)
      // An answer that changes the protocol (101) ends so: there is neither an error nor a response.
      sent.on('close', () => { if (!isAnswered) fail(new Error('the connection was closed without an answer')) })
      sent.end(body)
    })
  }

  return {
    /** A keep-alive connection that the other side has closed shows itself by a reset at the next use: the request is sent once more. */
    async post (request) {
      try {
        return await exchange(request)
      } catch (error) {
        const { reusedSocket, code } = error as { reusedSocket?: boolean, code?: string }
        if (reusedSocket === true && (code === 'ECONNRESET' || code === 'EPIPE') && request.signal?.aborted !== true) {
          return exchange(request)
        }
        // The next try reads the CA file again, which may be right by then.
        connection = undefined
        throw error
      }
    },
    close () {
      connection?.agent.destroy()
    }
  }
}
