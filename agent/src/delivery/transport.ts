import { readFileSync } from 'node:fs'
import { request as httpRequest, Agent as HttpAgent, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { boundedBody } from './bounded-body.ts'

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
  /** For the whole exchange; the transport's own where left out. */
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

type Requester = (url: URL, options: RequestOptions, onResponse: (response: IncomingMessage) => void) => ClientRequest

/** One connection that stays open. node:https, and with it TLS, is loaded only where it is spoken: it is 2 MB of memory. */
const openConnection = (baseUrl: URL, caFile: string | undefined): { readonly request: Requester, readonly agent: HttpAgent } => {
  const options = { keepAlive: true, maxSockets: 1, maxFreeSockets: 1 }
  if (baseUrl.protocol === 'http:') return { request: httpRequest, agent: new HttpAgent(options) }
  const https = process.getBuiltinModule('node:https')
  return {
    request: https.request,
    agent: new https.Agent({ ...options, ...(caFile !== undefined && { ca: readFileSync(caFile), allowPartialTrustChain: true }) })
  }
}

const decompress = (raw: Buffer, encoding: string | undefined): Buffer => {
  if (encoding !== 'gzip' || raw.length === 0) return raw
  try {
    return gunzipSync(raw, { maxOutputLength: largestAnswerBytes })
  } catch (error) {
    throw new Error(`the answer is no gzip of less than ${largestAnswerBytes} bytes`, { cause: error })
  }
}

/** Reads an answer to its end; throws where it is cut, too large, or no gzip although it says so. */
const readAnswer = async (response: IncomingMessage): Promise<HttpAnswer> => {
  // The response lets go of a kept connection when it has been read.
  const { localAddress } = response.socket
  const body = await boundedBody(response, largestAnswerBytes)
  const { headers, statusCode: status = 0 } = response
  return { status, headers, body: decompress(body, headers['content-encoding']), localAddress }
}

/**
 * HTTP by one kept connection. Redirects are not followed: a collector sends none, and a portal's would lead a key
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
      // As after an answer that changes the protocol (101): there is neither an error nor a response.
      sent.on('close', () => { if (!isAnswered) fail(new Error('the connection was closed without an answer')) })
      sent.end(body)
    })
  }

  return {
    /** A kept connection that the other side has closed meanwhile shows itself by a reset at the next use: then once more. */
    async post (request) {
      try {
        return await exchange(request)
      } catch (error) {
        const { reusedSocket, code } = error as { reusedSocket?: boolean, code?: string }
        if (reusedSocket === true && (code === 'ECONNRESET' || code === 'EPIPE') && request.signal?.aborted !== true) {
          return exchange(request)
        }
        // The next try reads the authority again, which may be put right by then.
        connection = undefined
        throw error
      }
    },
    close () {
      connection?.agent.destroy()
    }
  }
}
