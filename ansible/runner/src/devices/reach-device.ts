import { connect } from 'node:net'
import type { DevicesText } from './devices-text.en.ts'
import type { DeviceSsh } from './device-ssh.ts'
import type { RegistryClient } from './registry-client.ts'
import { reportingNow } from './reporting.ts'
import { resolveAddress } from './resolve-address.ts'
import { found, type StepEnd, UnreachableError } from './steps.ts'

export interface DeviceToReach {
  readonly id: string
  readonly ssh: Pick<DeviceSsh, 'address' | 'port'>
  readonly registry: Pick<RegistryClient, 'reported'>
  /** The command that gives the device an address. */
  readonly addressCommand: (id: string, address: string) => string
  readonly text: DevicesText['network']
}

const withinMs = 10_000

/** Whether something accepts connections there. */
const isReachable = ({ address: host, port }: Pick<DeviceSsh, 'address' | 'port'>): Promise<boolean> => new Promise((resolve) => {
  const socket = connect({ host, port, timeout: withinMs })
  const end = (answer: boolean) => (): void => {
    socket.destroy()
    resolve(answer)
  }
  socket.once('connect', end(true)).once('timeout', end(false)).once('error', end(false))
})

/** The command that gives a registered device an address. */
export const setAddressCommand = (id: string, address: string): string => `sudo mimamori devices set ${id} --address ${address}`

/** Explains why a device is not reached, and from which address it reports if the collector hears it all the same. */
const whyAway = async ({ id, ssh: { address, port }, registry, addressCommand, text }: DeviceToReach): Promise<string> => {
  const [places, report] = await Promise.all([resolveAddress(address), registry.reported(id).catch(() => undefined)])
  const reporting = reportingNow(report)
  if (reporting !== undefined && places.includes(reporting.from)) return `${text.noAnswer(address, port)} ` +
    `${text.reportsThere(id, reporting.lastSeen)}`
  const reports = reporting && text.reports({ id, ...reporting, command: addressCommand(id, reporting.from) })
  if (places.length > 0) return `${text.noAnswer(address, port)} ${reports ?? text.check}`
  // Without any address, it is the name.
  return address === id
    ? `${text.noAddress(id)} ${reports ?? text.giveAddress(addressCommand(id, '192.168.10.33'))}`
    : `${text.unresolvable(address)} ${reports ?? text.checkName}`
}

/** Checks that something accepts connections at the device's address. @throws {UnreachableError} */
export const reachDevice = async (device: DeviceToReach): Promise<StepEnd<void>> => {
  const { ssh, text } = device
  if (!await isReachable(ssh)) throw new UnreachableError(await whyAway(device))
  return found(text.found(ssh.address, ssh.port))
}
