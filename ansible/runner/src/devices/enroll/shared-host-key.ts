import { isOutOfUse } from '@mimamori/contract/out-of-use'
import { knownHostName } from '../device-ssh.ts'
import { MissingError } from '../steps.ts'
import type { EnrollDeps } from './enroll-deps.ts'
import type { IdentityFacts } from './identity-facts.ts'
import { placesWithKey, type HostKey } from './known-hosts.ts'

/** The other devices in use for which this host key is recorded: the card of one was copied with it. */
export const sharersOf = (
  { candidate: { id }, ssh }: Pick<EnrollDeps, 'candidate' | 'ssh'>, { devices }: Pick<IdentityFacts, 'devices'>, hostKey: HostKey
): string[] => {
  const places = placesWithKey(ssh.knownHosts, hostKey)
  return devices
    .filter((device) => device.id !== id && device.address !== null && device.address !== ssh.address && !isOutOfUse(device.state))
    .filter(({ address }) => places.includes(address!) || places.includes(knownHostName({ address: address!, port: ssh.port })))
    .map((device) => device.id)
}

/** By a shared host key one machine passes for the other. @throws {MissingError} with how the copy gets its own */
export const refuseShared = (deps: EnrollDeps, sharers: readonly string[]): never => {
  throw new MissingError(deps.text.uniqueHostKey.shared(deps.candidate.id, sharers))
}
