import { isOutOfUse } from '@mimamori/contract/out-of-use'
import { knownHostName } from '../device-ssh.ts'
import { MissingError } from '../steps.ts'
import type { DevicePart } from './device-part.ts'
import type { KnownDevice } from './known-device.ts'
import { placesWithKey, type HostKey } from './known-hosts.ts'

/** The other devices in use for which this host key is recorded: the card of one was copied with it. */
export const sharersOf = ({ candidate: { id }, ssh }: Pick<DevicePart, 'candidate' | 'ssh'>, { devices }: Pick<KnownDevice, 'devices'>, hostKey: HostKey): string[] => {
  const places = placesWithKey(ssh.knownHosts, hostKey)
  return devices
    .filter((device) => device.id !== id && device.address !== null && device.address !== ssh.address && !isOutOfUse(device.state))
    .filter(({ address }) => places.includes(address!) || places.includes(knownHostName({ address: address!, port: ssh.port })))
    .map((device) => device.id)
}

/** By a shared host key one machine passes for the other. @throws {MissingError} with how the copy gets its own */
export const refuseShared = (part: DevicePart, sharers: readonly string[]): never => {
  throw new MissingError(part.text.ownHostKey.shared(part.candidate.id, sharers))
}
