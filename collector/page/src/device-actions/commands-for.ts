import type { DeviceState } from '@mimamori/contract'
import { isOutOfUse } from '@mimamori/contract/out-of-use'

/** A command of `mimamori devices`, and the key of what it says it does. */
export interface DeviceCommand {
  readonly verb: 'show' | 'pause' | 'resume' | 'rotate' | 'revoke' | 'retire'
  readonly what: DeviceCommand['verb'] | 'bringBack'
}

const sameWord = (verb: DeviceCommand['verb']): DeviceCommand => ({ verb, what: verb })

/** Depends on the device's state. */
export const commandsFor = (state: DeviceState): readonly DeviceCommand[] => isOutOfUse(state)
  ? [sameWord('show'), { verb: 'rotate', what: 'bringBack' }]
  : (['show', state === 'paused' ? 'resume' : 'pause', 'rotate', 'revoke', 'retire'] as const).map(sameWord)
