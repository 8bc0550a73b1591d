import { once } from 'node:events'
import { readFileSync, readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Until } from '../../../collector/test/temporary-directory.ts'

export interface PlainRequest {
  readonly path: string
  readonly key: string | undefined
  /** As JSON; undefined where there was none. @throws where it is no JSON */
  readonly body: unknown
  /** The arguments of every process that ran meanwhile. */
  readonly commands: string
}

/** An answer in place of the usual one; `cut` ends the connection without one. */
export type PlainReply = 'cut' | { readonly status: number, readonly headers?: Readonly<Record<string, string>>, readonly body: string }

export interface PlainCollector {
  readonly url: string
  readonly requests: PlainRequest[]
  /** Decides over all that comes from now on; undefined is the usual answer. */
  answer (reply: ((path: string) => PlainReply | undefined) | undefined): void
}

const commandsNow = (): string => readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((pid) => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return '' // it has ended
  }
}).join('\n')

/** As the collector words its errors. */
export const refusal = (status: number, code: string, headers: Readonly<Record<string, string>> = {}): PlainReply => ({
  status,
  headers,
  body: JSON.stringify({ requestId: 'r1', code, message: `because ${code}` })
})

/**
 * Takes what the plain program sends and keeps it. It leaves out keys, storage and limits: the real collector is in
 * test/whole/plain-agent.test.ts.
 */
export const startPlainCollector = async (until: Until): Promise<PlainCollector> => {
  const requests: PlainRequest[] = []
  let decide: ((path: string) => PlainReply | undefined) | undefined
  const server = createServer((request, response) => {
    void (async () => {
      const text = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>)).toString()
      const path = request.url!
      requests.push({
        path,
        key: request.headers['x-client-key'] as string | undefined,
        body: text === '' ? undefined : (JSON.parse(text) as unknown),
        commands: commandsNow()
      })
      const reply = decide?.(path) ?? { status: 200, body: '{"requestId":"r0"}' }
      if (reply === 'cut') return void request.socket.destroy()
      response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers }).end(reply.body)
    })()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  until(() => {
    server.closeAllConnections()
    server.close()
  })
  const answer: PlainCollector['answer'] = (reply) => { decide = reply }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, answer }
}
