import type { DeviceView } from '@mimamori/contract'
import type { DevicePart } from './device-part.ts'
import type { KeyNeed } from './key-need.ts'
import { changesOf } from './registered-change.ts'
import { done, found, MissingError, planned, type StepEnd } from '../steps.ts'

/** That the collector knows the device, and gives its key where it needs one. The key is nowhere but in this process, until it is on the device. */
export const ensureRegistered = async (part: DevicePart, registered: DeviceView | undefined, need: KeyNeed): Promise<StepEnd<string | undefined>> => {
  const { candidate: { id, site, role }, ssh, isPlan, registry, agree, text: { registration: text, collectorRefused } } = part
  const changes = registered === undefined ? [] : changesOf(part, registered)
  if (need === 'keep' && changes.length === 0) return found(text.found)
  if (isPlan) return planned(text.planned(need, changes))
  // What somebody has set, on the page for instance, is not taken back unasked.
  if (changes.some(({ from }) => from !== '') && !await agree(text.ask(id, changes))) throw new MissingError(text.refused)
  try {
    if (need === 'enroll') return done(text.done(need, []), await registry.enroll({ id, address: ssh.address, ...site !== undefined && { site }, ...role !== undefined && { role } }))
    if (changes.length > 0) await registry.change(id, Object.fromEntries(changes.map(({ field, to }) => [field, to])))
    return done(text.done(need, changes), need === 'newKey' ? await registry.rotate(id) : undefined)
  } catch (error) {
    throw new MissingError(collectorRefused((error as Error).message), { cause: error })
  }
}
