import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { Until } from './temporary-directory.ts'

/** A server of a test on a free port, called with each request once its body is complete; gives its origin, `http://127.0.0.1:PORT`. */
export const loopbackServer = async (
  onRequest: (request: IncomingMessage, body: Buffer, response: ServerResponse) => void | Promise<void>,
  until: Until
): Promise<string> => {
  const server = createServer((request, response) => {
    void buffer(request).then((body) => onRequest(request, body, response))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  until(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => {
      server.close(resolve)
    })
  })
  const { port } = server.address() as { readonly port: number }
  return `http://127.0.0.1:${port}`
}
