import { once } from 'node:events'
import { createServer } from 'node:net'

/** Free at this moment: what takes it must be started soon. */
export const freePort = async (host = '127.0.0.1'): Promise<number> => {
  const server = createServer().listen(0, host)
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}
