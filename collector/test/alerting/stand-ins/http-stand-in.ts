import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
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
export const httpStandIn = async (answerOf: (request: ReceivedRequest) => StandInAnswer, until: Until = onTestFinished): Promise<HttpStandIn> => {
  const requests: ReceivedRequest[] = []
  let answer = answerOf
  const server = createServer((incoming, response) => {
    void text(incoming).then((body) => {
      const request = { method: incoming.method!, path: incoming.url!, headers: incoming.headers, body }
      requests.push(request)
      const { status = 200, headers = {}, body: said = '', isEndless = false } = answer(request)
      response.writeHead(status, headers)
      if (isEndless) response.write(said)
      else response.end(said)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  until(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => { server.close(resolve) })
  })
  const { port } = server.address() as { readonly port: number }
  return { origin: `http://127.0.0.1:${port}`, requests, answer: (next) => { answer = next } }
}
