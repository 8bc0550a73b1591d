import type { IncomingHttpHeaders } from 'node:http'
import { onTestFinished } from 'vitest'
import { loopbackServer } from '../../loopback-server.ts'
import type { Until } from '../../temporary-directory.ts'

export interface ReceivedRequest {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface StandInAnswer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** More of the body is promised and never comes. */
  readonly isEndless?: boolean
}

export interface HttpStandIn {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string
  /** In the order of arrival. */
  readonly requests: readonly ReceivedRequest[]
  /** From now on it answers so. */
  answer (next: (request: ReceivedRequest) => StandInAnswer): void
}

/** A server of a receiver's kind: it keeps what it gets, and answers as its kind does. */
export const httpStandIn = async (
  answerOf: (request: ReceivedRequest) => StandInAnswer,
  until: Until = onTestFinished
): Promise<HttpStandIn> => {
  const requests: ReceivedRequest[] = []
  let answer = answerOf
  const origin = await loopbackServer((incoming, body, response) => {
    const request = { method: incoming.method!, path: incoming.url!, headers: incoming.headers, body: body.toString() }
    requests.push(request)
    const { status = 200, headers = {}, body: said = '', isEndless = false } = answer(request)
    response.writeHead(status, headers)
    if (isEndless) response.write(said)
    else response.end(said)
  }, until)
  return {
    origin,
    requests,
    answer: (next) => {
      answer = next
    }
  }
}
