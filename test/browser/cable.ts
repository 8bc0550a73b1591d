import { createServer, connect, type AddressInfo, type Socket } from 'node:net'

/** A network cable to a server on this machine. */
export interface Cable extends AsyncDisposable {
  /** The server's address at its other end. */
  readonly origin: string
  /** Breaks every connection, and lets none through. */
  cut (): void
  plugIn (): void
}

/** `port`: of the server. Leaves out what a real cable does slowly: here a connection breaks at once. */
export const layCable = async (port: number): Promise<Cable> => {
  const sockets = new Set<Socket>()
  let isCut = false
  const server = createServer((near) => {
    if (isCut) {
      near.destroy()
      return
    }
    const far = connect(port, '127.0.0.1')
    for (const [one, other] of [[near, far], [far, near]] as const) {
      sockets.add(one)
      one.pipe(other)
      one.on('error', () => undefined)
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const cut = (): void => {
    isCut = true
    for (const socket of sockets) socket.destroy()
  }
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    plugIn () { isCut = false },
    async [Symbol.asyncDispose] () {
      cut()
      await new Promise((resolve) => { server.close(resolve) })
    }
  }
}
