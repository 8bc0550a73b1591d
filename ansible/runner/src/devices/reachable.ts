import { connect } from 'node:net'
import type { DeviceSsh } from './device-ssh.ts'

const withinMs = 10_000

/** Whether something accepts connections there. */
export const isReachable = ({ address: host, port }: Pick<DeviceSsh, 'address' | 'port'>): Promise<boolean> => new Promise((resolve) => {
  const socket = connect({ host, port, timeout: withinMs })
  const end = (answer: boolean) => (): void => {
    socket.destroy()
    resolve(answer)
  }
  socket.once('connect', end(true)).once('timeout', end(false)).once('error', end(false))
})
