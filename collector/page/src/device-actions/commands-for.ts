import type { DeviceState } from '@mimamori/contract'
import { isOutOfUse } from '@mimamori/contract/out-of-use'

/** A command of `mimamori devices`, and the key of what it says it does. */
export interface CareCommand {
  readonly verb: 'show' | 'pause' | 'resume' | 'rotate' | 'revoke' | 'retire'
  readonly what: CareCommand['verb'] | 'bringBack'
}

const sameWord = (verb: CareCommand['verb']): CareCommand => ({ verb, what: verb })

/** Only what the device's state allows. */
export const commandsFor = (state: DeviceState): readonly CareCommand[] => isOutOfUse(state)
  ? [sameWord('show'), { verb: 'rotate', what: 'bringBack' }]
  : (['show', state === 'paused' ? 'resume' : 'pause', 'rotate', 'revoke', 'retire'] as const).map(sameWord)
