import { lookup } from 'node:dns/promises'
import { BlockList, connect, isIP } from 'node:net'

/** SSH, by which the fleet is maintained: a device that is up answers there. */
export const probePort = 22

/** `not_allowed`: the address leads to this machine itself or to a link-local one, and is left alone. */
export type ProbeAnswer = 'answers' | 'no_answer' | 'not_allowed'

export interface ProbeOptions {
  readonly port?: number
  readonly timeoutMs: number
  readonly allowLoopback: boolean
}

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')
loopback.addSubnet('0.0.0.0', 8, 'ipv4')
loopback.addAddress('::', 'ipv6')

/** Link-local and multicast: of no single device. */
const ofNoDevice = new BlockList()
ofNoDevice.addSubnet('169.254.0.0', 16, 'ipv4')
ofNoDevice.addSubnet('fe80::', 10, 'ipv6')
ofNoDevice.addSubnet('224.0.0.0', 4, 'ipv4')
ofNoDevice.addSubnet('ff00::', 8, 'ipv6')

/** Whether a resolved IP address may be probed or scraped. IPv4 addresses inside IPv6 are taken as the IPv4 ones they are (BlockList does so). */
export const mayProbe = (address: string, { allowLoopback }: Pick<ProbeOptions, 'allowLoopback'>): boolean => {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
  return !ofNoDevice.check(address, family) && (allowLoopback || !loopback.check(address, family))
}

/**
 * Opens a TCP connection and closes it at once. A refusal is an answer: the machine is up and only has no SSH server.
 * Never rejects; a name that does not resolve is no answer.
 */
export const probeTcp = async (host: string, { port = probePort, timeoutMs, allowLoopback }: ProbeOptions): Promise<ProbeAnswer> => {
  const resolved = await lookup(host).catch(() => undefined)
  if (!resolved) return 'no_answer'
  if (!mayProbe(resolved.address, { allowLoopback })) return 'not_allowed'
  return await new Promise((resolve) => {
    const socket = connect({ host: resolved.address, port, timeout: timeoutMs })
    const end = (answer: ProbeAnswer) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => end('answers'))
    socket.once('timeout', () => end('no_answer'))
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code === 'ECONNREFUSED' || error.code === 'ECONNRESET' ? 'answers' : 'no_answer'))
  })
}
