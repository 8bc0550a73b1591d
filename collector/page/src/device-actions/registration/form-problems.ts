import { problemsIn, type Problems } from '../../server/problems.ts'
import type { Sent } from '../../server/send.ts'
import type { DeviceField } from './device-field.ts'
import { registrationMessages } from './messages.ts'

const { addressTaken, taken, wrong } = registrationMessages

/** Explains why the server did not take a form about a device. `holder`: the device that has the address, as far as that is known. */
export const problemsOf = (sent: Sent<unknown>, holder?: string): Problems<DeviceField> | undefined =>
  problemsIn<DeviceField>(
    sent,
    { wrong, byCode: { CLIENT_DEVICE_EXISTS: { id: taken }, CLIENT_ADDRESS_TAKEN: { address: addressTaken(holder) } } }
  )
