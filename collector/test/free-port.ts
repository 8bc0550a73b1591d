import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * Below the range of which the kernel gives ports to connections, and to servers on port 0 (ip_local_port_range in ip(7)): none of them
 * takes one before the program that it is for.
 */
const ports = { min: 20_000, max: 32_000 }

/** Gives a port that nothing listens on. The program that takes it must be started soon. */
export const freePort = async (host = '127.0.0.1'): Promise<number> => {
  const port = randomInt(ports.min, ports.max)
  const server = createServer().listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return freePort(host)
    throw error
  }
  server.close()
  await once(server, 'close')
  return port
}
