import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { parseJson } from './files/json-lines.ts'

export interface JsonRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly body?: unknown
  /** Sent as a bearer token. */
  readonly token?: string | undefined
  /** Further ones. */
  readonly headers?: Readonly<Record<string, string>>
  /** PEM of the authority that has issued the server's certificate. */
  readonly ca?: string | undefined
  /** Limit of the whole exchange. */
  readonly timeoutMs: number
  /** Ends it before. */
  readonly ended?: AbortSignal
}

export interface JsonAnswer {
  readonly status: number
  /** Undefined if it was no JSON. */
  readonly body: unknown
}

/** Larger than the status of 10,000 devices, the longest answer. */
const mostAnswerBytes = 32 * 1024 * 1024

const readText = async (answer: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > mostAnswerBytes) throw new Error(`the answer is larger than ${mostAnswerBytes / 1024 / 1024} MiB`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** One request, one answer. @throws if no answer came in time, or it is too large */
export const sendJson = async ({ method, url, body, token, headers, ca, timeoutMs, ended }: JsonRequest): Promise<JsonAnswer> => {
  const timeout = AbortSignal.timeout(timeoutMs)
  const content = body === undefined ? undefined : JSON.stringify(body)
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = (url.startsWith('https:') ? httpsRequest : httpRequest)(url, {
      method,
      signal: ended === undefined ? timeout : AbortSignal.any([timeout, ended]),
      // An open connection would keep the process alive.
      agent: false,
      ...ca !== undefined && { ca },
      headers: {
        accept: 'application/json',
        ...headers,
        ...token !== undefined && { authorization: `Bearer ${token}` },
        ...content !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(content) }
      }
    }, resolve)
    request.once('error', (error) => { reject(timeout.aborted ? new Error(`no answer within ${timeoutMs / 1000} s`) : error) })
    request.end(content)
  })
  return { status: answer.statusCode ?? 0, body: parseJson(await readText(answer)) }
}
