import { isIP } from 'node:net'
import type { Device } from '../registry/device.ts'
import type { Connection } from './connection.ts'

interface Place {
  readonly device: Pick<Device, 'address'>
  readonly connection: Pick<Connection, 'reportedAddress'> | undefined
  /** Where the message came from. */
  readonly address: string
}

const knownPlaces = ({ device, connection }: Omit<Place, 'address'>): readonly string[] => {
  const registered = device.address !== undefined && isIP(device.address) !== 0 ? device.address : undefined
  return [registered, connection?.reportedAddress].filter((place) => place !== undefined)
}

/** Whether a message comes from where the device is known to be; of a device that was never heard nothing may be known. */
export const isKnownPlace = ({ address, ...known }: Place): boolean => knownPlaces(known).some((place) => place.toLowerCase() === address.toLowerCase())

/**
 * Whether a message that came with a device's id and a key that is not the device's is to be believed to be the device's own.
 * Anybody on the network can send an id with a wrong key, and could so put "its key is refused" in the place of the true
 * reason of a device that is late. So it must come from where the device is known to be: its registered address, or that of
 * its last message (what stands in a report of `/api/clients/status`, which the device says of itself). That keeps the case which matters, a device whose key a restored server does not know. Of a device that
 * was never heard and has no registered IP address nothing is known that a claim could contradict: a key that was copied
 * wrongly at the installation is said.
 */
export const isCredibleClaim = (place: Place): boolean => knownPlaces(place).length === 0 || isKnownPlace(place)
