import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import type { Until } from '../../collector/test/temporary-directory.ts'

/** Where a connection breaks: when so many bytes have passed of what the agent sends, or of what it is answered. */
export interface Cut {
  readonly direction: 'request' | 'answer'
  readonly bytes: number
}

interface ProxyOptions {
  readonly port: number
  /** Asked for each new connection; undefined for one that holds. */
  readonly nextCut: () => Cut | undefined
  /** When to close it. */
  readonly until: Until
}

/** Passes what comes before the limit, then breaks both sides, as a cable that is pulled. */
const pass = (from: Socket, to: Socket, limit: number, onCut: () => void): void => {
  let left = limit
  from.on('data', (chunk) => {
    to.write(chunk.subarray(0, left))
    left -= chunk.length
    if (left > 0) return
    onCut()
    to.end()
    from.resetAndDestroy()
  })
  from.on('error', () => undefined)
  from.on('close', () => { to.end() })
}

/** Real TCP connections to a port of this machine that break where the test says. */
export const startCuttingProxy = async ({ port, nextCut, until }: ProxyOptions) => {
  const counts = { request: 0, answer: 0 }
  const clients = new Set<Socket>()
  const server = createServer((client) => {
    clients.add(client)
    client.on('close', () => { clients.delete(client) })
    const upstream = connect(port, '127.0.0.1')
    const cut = nextCut()
    const limitOf = (direction: Cut['direction']): number => cut?.direction === direction ? cut.bytes : Infinity
    pass(client, upstream, limitOf('request'), () => { counts.request += 1 })
    pass(upstream, client, limitOf('answer'), () => { counts.answer += 1 })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  until(() => { server.close() })
  return {
    port: (server.address() as AddressInfo).port,
    counts,
    /** Breaks the connections that are open. */
    breakAll: (): void => { for (const client of clients) client.resetAndDestroy() }
  }
}
