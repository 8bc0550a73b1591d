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

/** The first free port of 127.0.0.1 from `first` on; the same again at the next start where nobody took it. */
export const firstFreePort = async (first: number): Promise<number> => {
  for (let port = first; port < first + 100; port++) {
    if (await isFree('127.0.0.1', port)) return port
  }
  throw new Error(`no free port from ${first} to ${first + 99}`)
}
