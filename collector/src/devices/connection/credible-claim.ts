import { isIP } from 'node:net'
import type { Device } from '../registry/device.ts'
import type { Connection } from './connection.ts'

interface Place {
  readonly device: Pick<Device, 'address'>
  readonly connection: Pick<Connection, 'reportedAddress'> | undefined
  /** The address that the message came from. */
  readonly address: string
}

const knownPlaces = ({ device, connection }: Omit<Place, 'address'>): readonly string[] => {
  const registered = device.address !== undefined && isIP(device.address) !== 0 ? device.address : undefined
  return [registered, connection?.reportedAddress].filter((place) => place !== undefined)
}

/** Whether a message comes from a known address of the device; a device that has never reported may have none. */
export const isKnownPlace = ({ address, ...known }: Place): boolean =>
  knownPlaces(known).some((place) => place.toLowerCase() === address.toLowerCase())

/**
 * Whether a message with a device's id and a wrong key is believed to be from the device itself. Anybody on the network can send an id with
 * a wrong key, and could so replace the true reason of a late device with "its key is rejected". So it must come from a known address of
 * the device: the registered one, or that of its last message (for `/api/clients/status`, the address in its body). This keeps the case
 * that matters, a restored server that does not know a key. For a device that has never reported and has no registered IP address, nothing
 * contradicts the claim, so that a key that was mistyped at the installation is shown.
 */
export const isCredibleClaim = (place: Place): boolean => knownPlaces(place).length === 0 || isKnownPlace(place)
