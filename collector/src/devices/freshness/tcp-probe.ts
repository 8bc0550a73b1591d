import { lookup } from 'node:dns/promises'
import { connect } from 'node:net'
import { mayConnectTo } from '../registry/connectable-address.ts'

/** SSH, by which the fleet is maintained: a device that is up answers there. */
export const probePort = 22

/** `not_allowed`: the address leads to this machine itself or to a link-local one, and is left alone. */
export type ProbeAnswer = 'answers' | 'no_answer' | 'not_allowed'

export interface ProbeOptions {
  readonly port?: number
  readonly timeoutMs: number
  readonly allowLoopback: boolean
}

/**
 * Opens a TCP connection and closes it at once. A refusal is an answer: the machine is up and only has no SSH server.
 * Never rejects; a name that does not resolve is no answer.
 */
export const probeTcp = async (host: string, { port = probePort, timeoutMs, allowLoopback }: ProbeOptions): Promise<ProbeAnswer> => {
  const resolved = await lookup(host).catch(() => undefined)
  if (!resolved) return 'no_answer'
  if (!mayConnectTo(resolved.address, { allowLoopback })) return 'not_allowed'
  return await new Promise((resolve) => {
    const socket = connect({ host: resolved.address, port, timeout: timeoutMs })
    const end = (answer: ProbeAnswer) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => end('answers'))
    socket.once('timeout', () => end('no_answer'))
    socket.once('error', (error: NodeJS.ErrnoException) =>
      end(error.code === 'ECONNREFUSED' || error.code === 'ECONNRESET' ? 'answers' : 'no_answer')
    )
  })
}
