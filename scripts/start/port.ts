import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Whether nothing listens there yet. Another program can still be faster; then the child says so itself. */
export const isFree = async (host: string, port: number): Promise<boolean> => new Promise((resolve, reject) => {
  const server = createServer()
  server.once('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') resolve(false)
    else reject(error)
  })
  server.listen({ host, port, exclusive: true }, () => server.close(() => { resolve(true) }))
})

/**
 * Keeps another start of ours from choosing the same port before a child listens there: by the UDP port of that number, while we run.
 */
const reserve = async (port: number): Promise<boolean> => {
  const socket = createSocket('udp4').unref()
  try {
    socket.bind({ address: '127.0.0.1', port, exclusive: true })
    await once(socket, 'listening')
    return true
  } catch {
    return false
  }
}

const isOurs = async (port: number): Promise<boolean> => await isFree('127.0.0.1', port) && reserve(port)

/** A port of 127.0.0.1, reserved: `wanted` if it is free, otherwise the first free one from `first` on. */
export const freePort = async (first: number, wanted = first): Promise<number> => {
  if (await isOurs(wanted)) return wanted
  for (let port = first; port < first + 100; port++) {
    if (port !== wanted && await isOurs(port)) return port
  }
  throw new Error(`no free port from ${first} to ${first + 99}`)
}
