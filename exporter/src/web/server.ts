import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { formatAddress, type ListenAddress } from '@mimamori/program/listen-address'

export interface ServerOptions {
  readonly address: ListenAddress
  readonly handler: RequestListener
  /** How long a client may take for its request, and may leave a connection idle; 15 s by default. */
  readonly timeoutMs?: number
}

export interface RunningServer {
  /** The port it listens on: with 0, the free one that it got. */
  readonly port: number
  /** Takes no more connections, lets the answers under way end for a second, and closes. */
  readonly close: () => Promise<void>
}

/** More clients at once than this are no Prometheus. */
const maxConnections = 64
const graceMs = 1000

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there already (a node_exporter, perhaps)',
  EACCES: 'ports below 1024 are for root',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: 'there is no host of that name'
}

const closeGently = (server: Server): Promise<void> => new Promise((resolve) => {
  const hurry = setTimeout(() => server.closeAllConnections(), graceMs)
  server.close(() => {
    clearTimeout(hurry)
    resolve()
  })
  server.closeIdleConnections()
})

/**
 * Starts an HTTP server that no slow or silent client can block.
 *
 * @throws an Error that says in plain words why it cannot listen there.
 */
export const startServer = ({ address, handler, timeoutMs = 15_000 }: ServerOptions): Promise<RunningServer> =>
  new Promise((resolve, reject) => {
    const server = createServer(
      {
        headersTimeout: timeoutMs,
        requestTimeout: timeoutMs,
        // How often those two are checked.
        connectionsCheckingInterval: Math.min(timeoutMs, 5000),
        keepAliveTimeout: timeoutMs
      },
      handler
    )
    server.maxConnections = maxConnections
    // Closes also a client that asks, and then does not read.
    server.setTimeout(timeoutMs, (socket) => socket.destroy())
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new Error(`cannot listen on ${formatAddress(address)}: ${reasons[error.code ?? ''] ?? error.message}`, { cause: error }))
    })
    server.listen({ port: address.port, ...(address.host === undefined ? {} : { host: address.host }) }, () => {
      resolve({ port: (server.address() as AddressInfo).port, close: () => closeGently(server) })
    })
  })
