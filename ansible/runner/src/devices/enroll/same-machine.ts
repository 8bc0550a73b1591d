import type { EnrollText } from './enroll-text.en.ts'
import type { DeviceSsh } from '../device-ssh.ts'
import { resolveAddress } from '../resolve-address.ts'
import { MissingError } from '../steps.ts'
import type { IdentityFacts } from './identity-facts.ts'
import { isSameKey, recordedKeys, type HostKey } from './known-hosts.ts'

interface SameMachine {
  readonly id: string
  readonly ssh: Pick<DeviceSsh, 'address' | 'port' | 'knownHosts'>
  readonly known: IdentityFacts
  /** The key that the machine at the address shows. */
  readonly shown: HostKey
  readonly text: EnrollText['identity']
}

/**
 * Checks that a name which has reported is not given to a machine elsewhere: the address is the device's, by its registration or its
 * reports, or the machine there shows the host key that is recorded for the device's last address. @throws {MissingError}
 */
export const checkSameMachine = async ({ id, ssh, known: { registered, report, places }, shown, text }: SameMachine): Promise<void> => {
  if (registered === undefined || registered.lastSeen === null) return
  const addresses = [registered.address, report?.ipAddress].filter((address) => typeof address === 'string')
  if (addresses.length === 0 || addresses.includes(ssh.address)) return
  const resolved = await Promise.all(addresses.map(resolveAddress))
  if (resolved.flat().some((address) => places.includes(address))) return
  const recorded = (await Promise.all(addresses.map((address) => recordedKeys(
    ssh.knownHosts, { address, port: ssh.port }
  )))).flatMap(({ keys }) => keys)
  if (recorded.some((key) => isSameKey(key, shown))) return
  const facts = { id, address: ssh.address, lastSeen: registered.lastSeen, known: [...new Set(addresses)] }
  throw new MissingError(recorded.length === 0 ? text.otherAddress(facts) : text.otherMachine(facts))
}
