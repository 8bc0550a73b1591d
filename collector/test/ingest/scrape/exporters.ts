import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import type { Until } from '../../temporary-directory.ts'

interface Options {
  readonly until: Until
  /** Speaks https with it. */
  readonly certificate?: { readonly cert: Buffer, readonly key: Buffer }
}

/** An exporter on a free port of 127.0.0.1; gives its address. */
export const startExporter = async (onRequest: RequestListener, { until, certificate }: Options): Promise<string> => {
  const server = certificate ? createHttpsServer(certificate, onRequest) : createServer(onRequest)
  return `${certificate ? 'https' : 'http'}://127.0.0.1:${await listening(server, until)}/metrics`
}

/** The port of a server that ends with the test, whatever is open then. */
export const listening = async (server: Server, until: Until): Promise<number> => {
  const sockets = new Set<{ destroy (): void }>()
  server.on('connection', (socket) => { sockets.add(socket) })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  until(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => { server.close(resolve) })
  })
  return (server.address() as AddressInfo).port
}
