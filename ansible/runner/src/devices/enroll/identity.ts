import type { DeviceView } from '@mimamori/contract'
import { isOutOfUse } from '@mimamori/contract/out-of-use'
import type { EnrollText } from '../../text/enroll-text.en.ts'
import type { KeyNeed } from './key-need.ts'
import { MissingError } from '../steps.ts'

export interface IdentityQuestion {
  readonly id: string
  readonly registered: DeviceView | undefined
  /** The id that an agent on the device is configured for. */
  readonly client: string | undefined
  readonly replaces: boolean
  /** Its card is a copy of that device's, which keeps its name. */
  readonly isCopy: boolean
  readonly text: EnrollText['identity']
}

const validKeys = ({ keys }: DeviceView): number => keys.filter(({ revokedAt }) => revokedAt === null).length

/** What can be said by the registry alone, before the device is looked at. @throws {MissingError} */
export const checkRegistered = ({ id, address, devices, replaces, text }: { readonly id: string, readonly address: string, readonly devices: readonly DeviceView[], readonly replaces: boolean, readonly text: EnrollText['identity'] }): DeviceView | undefined => {
  const registered = devices.find((device) => device.id === id)
  const other = devices.find((device) => device.id !== id && device.address === address && !isOutOfUse(device.state))
  if (other) throw new MissingError(text.addressTaken(address, other.id))
  if (replaces && !registered) throw new MissingError(text.nothingToReplace(id))
  if (registered && isOutOfUse(registered.state) && !replaces) throw new MissingError(text.out(id, registered.state))
  return registered
}

/** Which key the device needs, so that no device takes another's place. @throws {MissingError} */
export const keyNeedOf = ({ id, registered, client, replaces, isCopy, text }: IdentityQuestion): KeyNeed => {
  if (client !== undefined && client !== id && !isCopy) throw new MissingError(text.otherDevice(client))
  if (!registered) return 'enroll'
  // A replacement that has come to its end has left one key, which is this device's.
  if (replaces) return client === id && registered.state === 'active' && validKeys(registered) === 1 ? 'keep' : 'newKey'
  // It was enrolled, and has never had its key, or not for long enough to report.
  if (registered.lastSeen === null) return 'newKey'
  if (client === id) return 'keep'
  throw new MissingError(text.nameTaken(id, registered.lastSeen))
}
