import type { DeviceView } from '@mimamori/contract'
import { defined } from '../../platform/defined.ts'
import type { EnrollDeps } from './enroll-deps.ts'
import type { KeyNeed } from './key-need.ts'
import { changesOf } from './registered-change.ts'
import { done, found, MissingError, planned, type StepEnd } from '../steps.ts'

/**
 * Registers the device with the collector, and gives its key if it needs one. Until it is on the device, the key is only in this process.
 */
export const ensureRegistered = async (
  deps: EnrollDeps, registered: DeviceView | undefined, need: KeyNeed
): Promise<StepEnd<string | undefined>> => {
  const { candidate: { id, site, role }, ssh, isPlan, registry, agree, text: { registration: text, collectorRefused } } = deps
  const changes = registered === undefined ? [] : changesOf(deps, registered)
  if (need === 'keep' && changes.length === 0) return found(text.found)
  if (isPlan) return planned(text.planned(need, changes))
  // Values that somebody has set, on the page for instance, are only changed after a question.
  if (changes.some(({ from }) => from !== '') && !await agree(text.ask(id, changes))) throw new MissingError(text.refused)
  try {
    if (need === 'enroll') return done(text.done(need, []), await registry.enroll({ id, address: ssh.address, ...defined({ site, role }) }))
    if (changes.length > 0) await registry.change(id, Object.fromEntries(changes.map(({ field, to }) => [field, to])))
    return done(text.done(need, changes), need === 'newKey' ? await registry.rotate(id) : undefined)
  } catch (error) {
    throw new MissingError(collectorRefused((error as Error).message), { cause: error })
  }
}
