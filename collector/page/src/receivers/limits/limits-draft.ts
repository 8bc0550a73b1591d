import type { CustomLimits, LimitScope, ScopedLimits } from '@mimamori/contract'
import { wholeFleet } from '@mimamori/contract/default-limits'
import { inUnits, optionWord, secondsOf, shellWord } from '../../text/index.ts'

/** The form as it is typed. */
export interface LimitsDraft {
  readonly scope: LimitScope
  readonly name: string
  readonly silentAfterHours: string
  readonly downAfterMinutes: string
  /** Empty to take the next wider scope's. */
  readonly downSeverity: string
}

export const draftOf = ({ scope, name, silentAfterSeconds, downAfterSeconds, downSeverity }: ScopedLimits): LimitsDraft => ({
  scope,
  name: scope === 'fleet' ? '' : name,
  silentAfterHours: inUnits(silentAfterSeconds, 3600),
  downAfterMinutes: inUnits(downAfterSeconds, 60),
  downSeverity: downSeverity ?? ''
})

/** The typed limits; NaN seconds for an invalid number, which the server refuses. */
export const limitsOf = ({ silentAfterHours, downAfterMinutes, downSeverity }: LimitsDraft): CustomLimits => ({
  ...silentAfterHours.trim() !== '' && { silentAfterSeconds: secondsOf(silentAfterHours.trim(), 3600) ?? NaN },
  ...downAfterMinutes.trim() !== '' && { downAfterSeconds: secondsOf(downAfterMinutes.trim(), 60) ?? NaN },
  ...downSeverity !== '' && { downSeverity: downSeverity as NonNullable<CustomLimits['downSeverity']> }
})

const nameOf = ({ scope, name }: Pick<LimitsDraft, 'scope' | 'name'>): string => scope === 'fleet' ? wholeFleet : name.trim()

export const limitsPath = (draft: Pick<LimitsDraft, 'scope' | 'name'>): string =>
  `/api/limits/${draft.scope}/${encodeURIComponent(nameOf(draft))}`

const options = { silentAfterSeconds: 'silent-after', downAfterSeconds: 'down-after', downSeverity: 'down-severity' } as const

const scopeWords = (
  { scope, name }: Pick<LimitsDraft, 'scope' | 'name'>
): string => scope === 'fleet' ? scope : `${scope} ${shellWord(name.trim())}`

/** The words after `mimamori` that do the same as the form; undefined while the command would be refused, or would change nothing. */
export const limitsCommand = (draft: LimitsDraft, before: CustomLimits): string | undefined => {
  const limits = limitsOf(draft)
  const changed = (Object.keys(options) as (keyof typeof options)[]).filter((name) => limits[name] !== before[name])
  if (nameOf(draft) === '' || changed.length === 0 || Object.values(limits).some((value) => Number.isNaN(value))) return undefined
  return [`limits set ${scopeWords(draft)}`, ...changed.map((name) => `--${options[name]} ${optionWord(limits[name])}`)].join(' ')
}

export const removeCommand = (draft: Pick<LimitsDraft, 'scope' | 'name'>): string => `limits remove ${scopeWords(draft)}`
