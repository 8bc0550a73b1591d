import { customLimits, limitScopes, wholeFleet, type CustomLimits, type LimitScope } from '@mimamori/contract'
import { compareFields } from '../../platform/audit/compare-fields.ts'
import { recordChange } from '../../platform/audit/record-change.ts'
import { readJson } from '../../platform/storage/read-json.ts'
import type { Storage } from '../../platform/storage/storage.ts'
import { resolveLimits, type Limits } from './limits.ts'

type Row = Readonly<{ scope: LimitScope, name: string, definition: string }>

interface LimitsDeps {
  readonly storage: Pick<Storage, 'query' | 'commit'>
  /** How often a device reports. */
  readonly intervalSecondsOf: (deviceId: string) => number
  readonly onUnreadable: (subject: string) => void
}

/** As the audit log and the list name it: `site north`, `fleet`. */
const subjectName = (scope: LimitScope, name: string): string => scope === 'fleet' ? scope : `${scope} ${name}`

/** The limits in the embedded database, read completely at the start. */
export const openLimits = async ({ storage, intervalSecondsOf, onUnreadable }: LimitsDeps): Promise<Limits> => {
  const set = new Map<string, { readonly scope: LimitScope, readonly name: string, readonly limits: CustomLimits }>()
  const keyOf = (scope: LimitScope, name: string): string => `${scope} ${name}`
  for (const { scope, name, definition } of await storage.query<Row>('limits.all', {})) {
    const limits = readJson(definition, customLimits, () => { onUnreadable(subjectName(scope, name)) })
    if (limits) set.set(keyOf(scope, name), { scope, name, limits })
  }

  const setFor = (scope: LimitScope, name = wholeFleet): CustomLimits | undefined => set.get(keyOf(scope, name))?.limits
  return {
    of: (device) => resolveLimits(device, { setFor, intervalSeconds: intervalSecondsOf(device.id) }),
    all: () => limitScopes.flatMap((scope) => [...set.values()]
      .filter((each) => each.scope === scope)
      .sort((a, b) => a.name.localeCompare(b.name))
      .map(({ name, limits }) => ({ scope, name, ...limits }))),
    async set (scope, name, limits, by) {
      const changes = compareFields(setFor(scope, name), limits)
      if (changes.length === 0) return
      await storage.commit([
        limits === undefined
          ? { name: 'limits.delete', parameters: { scope, name } }
          : { name: 'limits.put', parameters: { scope, name, definition: JSON.stringify(limits) } },
        ...recordChange(by, {
          action: limits === undefined ? 'removeLimits' : 'setLimits',
          subject: { type: 'limits', name: subjectName(scope, name) },
          changes
        })
      ])
      if (limits === undefined) set.delete(keyOf(scope, name))
      else set.set(keyOf(scope, name), { scope, name, limits })
    }
  }
}
