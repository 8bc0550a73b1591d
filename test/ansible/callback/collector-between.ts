import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { updateEnd, updateHosts, updateStart } from '@mimamori/contract'
import type { Until } from '../../../collector/test/temporary-directory.ts'
import { onTestFinished } from 'vitest'

export interface Sent {
  readonly path: string
  readonly token: string | undefined
  /** Keeps to the contract: what does not is refused by `requests`. */
  readonly body: unknown
}

/** How it answers: the status, with the body of our own errors; `never`; or as the collector behind it does. */
export type Manner = { readonly status: number, readonly code?: string, readonly message?: string } | 'never' | URL

export interface CollectorBetween {
  readonly url: string
  /** All that came so far, in order; also what was not answered. @throws where a body does not keep to the contract */
  requests (): readonly Sent[]
  setManner (manner: Manner): void
}

const schemaOf = (path: string) => path === '/api/updates' ? updateStart : path.endsWith('/hosts') ? updateHosts : updateEnd

const readBody = async (request: IncomingMessage): Promise<string> => {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString()
}

const passOn = (to: URL, { method, url = '/', headers }: IncomingMessage, body: string, response: ServerResponse): void => {
  forward(new URL(url, to), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode!, answer.headers)
    answer.pipe(response)
  }).on('error', () => { response.destroy() }).end(body)
}

/** Stands between the callback and a collector, or in its place, and stores what was sent. It leaves out what a collector makes of it. */
export const startBetween = async (first: Manner, until: Until = onTestFinished): Promise<CollectorBetween> => {
  let manner = first
  const seen: { path: string, token: string | undefined, text: string }[] = []
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const text = await readBody(request)
    seen.push({ path: request.url!, token: request.headers.authorization, text })
    if (manner === 'never') return
    if (manner instanceof URL) return passOn(manner, request, text, response)
    const { status, code = 'TEST', message = 'as the test says' } = manner
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ requestId: 'test', code, message }))
  }
  const server = createServer((request, response) => {
    answer(request, response).catch(() => { response.destroy() })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  until(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => seen.map(({ path, token, text }) => ({ path, token, body: schemaOf(path).parse(JSON.parse(text)) })),
    setManner (next) { manner = next }
  }
}
