import type { ClientStatus, DeviceState, DeviceView } from '@mimamori/contract'
import { isOutOfUse } from '@mimamori/contract/out-of-use'

/** An action of an administrator on a device's page. */
export type DeviceAction = 'edit' | 'pause' | 'resume' | 'changePause' | 'rotate' | 'endOldKeys' | 'revoke' | 'retire' | 'delete'

/**
 * An action that leads to the line to paste on the device: for one that has never reported, and for a new card in place of one
 * that does not report.
 */
export type SetUpAction = 'setUp' | 'replace'

/** Asked about once, since it is not simply undone. */
export type GraveAction = Extract<DeviceAction, 'endOldKeys' | 'revoke' | 'retire' | 'delete'>

/** Depends on the device's state. */
export const actionsFor = ({ state, lastSeen, keys }: Pick<DeviceView, 'state' | 'lastSeen' | 'keys'>): readonly DeviceAction[] => {
  if (isOutOfUse(state)) return ['edit', 'rotate']
  return [
    'edit',
    ...state === 'paused' ? ['resume', 'changePause'] as const : ['pause'] as const,
    'rotate',
    ...areSeveralValid(keys) ? ['endOldKeys'] as const : [],
    'revoke',
    state === 'pending' && lastSeen === null ? 'delete' : 'retire'
  ]
}

/** Undefined for a device that reports or is not expected to, and for one without the agent, which is only scraped. */
export const setUpActionFor = (
  { freshness, state, lastSeen, ...device }: Pick<ClientStatus, 'freshness' | 'state' | 'lastSeen' | 'scraped' | 'agentVersion'>
): SetUpAction | undefined => {
  if (freshness === 'fresh' || isOutOfUse(state) || !mayHaveAgent(device)) return undefined
  return state === 'pending' && lastSeen === null ? 'setUp' : 'replace'
}

/** No agent was ever heard of on a device that is only scraped. */
export const mayHaveAgent = ({ scraped, agentVersion }: Pick<ClientStatus, 'scraped' | 'agentVersion'>): boolean =>
  !scraped || agentVersion !== null

const isValid = ({ revokedAt }: DeviceView['keys'][number]): boolean => revokedAt === null

const areSeveralValid = (keys: DeviceView['keys']): boolean => keys.filter(isValid).length > 1

/** Whether the old keys would be missed: nothing proves yet that the device has the newest. */
export const needsOldKeys = ({ keys }: Pick<DeviceView, 'keys'>): boolean => (keys.at(-1)?.firstUsedAt ?? null) === null

/** A command of `mimamori devices`, and the key of its description. */
export interface DeviceCommand {
  readonly verb: 'show' | 'pause' | 'resume' | 'rotate' | 'revoke' | 'retire'
  readonly what: DeviceCommand['verb'] | 'bringBack'
}

const sameWord = (verb: DeviceCommand['verb']): DeviceCommand => ({ verb, what: verb })

/** Depends on the device's state. */
export const commandsFor = (state: DeviceState): readonly DeviceCommand[] => isOutOfUse(state)
  ? [sameWord('show'), { verb: 'rotate', what: 'bringBack' }]
  : (['show', state === 'paused' ? 'resume' : 'pause', 'rotate', 'revoke', 'retire'] as const).map(sameWord)
