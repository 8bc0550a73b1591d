import { refusalOf } from '../../server/refusal.ts'
import { refusalIn, type Sent } from '../../server/send.ts'
import type { Problems } from '../../server/problems.ts'
import type { DeviceField } from './device-field.ts'
import { registrationMessages } from './messages.ts'

/** The field of the form that a JSON pointer into the request leads to. */
const fieldOf = (path: string): string => ({ '/silentAfterSeconds': 'silentAfterHours', '/downAfterSeconds': 'downAfterMinutes' })[path] ?? path.replace(/^\//, '')

/** What to say where the server did not take a form about a device; undefined where it did. `holder`: the device that has the address, as far as that is known. */
export const problemsOf = (sent: Sent<unknown>, holder?: string): Problems<DeviceField> | undefined => {
  if (sent !== undefined && 'answer' in sent) return undefined
  const { addressTaken, taken, wrong } = registrationMessages
  const refusal = refusalIn(sent)
  if (refusal?.code === 'CLIENT_DEVICE_EXISTS') return { fields: { id: taken } }
  if (refusal?.code === 'CLIENT_ADDRESS_TAKEN') return { fields: { address: addressTaken(holder) } }
  const isField = (name: string): name is DeviceField => Object.hasOwn(wrong, name)
  const names = (refusal?.issues ?? []).map(({ path }) => fieldOf(path))
  if (names.length === 0 || !names.every(isField)) return { fields: {}, whole: refusalOf(refusal) }
  return { fields: Object.fromEntries(names.map((name) => [name, wrong[name]])) }
}
