import type { DeviceState, DeviceView } from '@mimamori/contract'

/** What an administrator does with a device on its page. */
export type CareAction = 'edit' | 'pause' | 'resume' | 'changePause' | 'rotate' | 'endOldKeys' | 'revoke' | 'retire' | 'delete'

/** What is asked about once, since it is not simply undone. */
export type GraveAction = Extract<CareAction, 'endOldKeys' | 'revoke' | 'retire' | 'delete'>

/** Retired or revoked: its reports are not accepted, and a new key brings it back. */
export const isOutOfUse = (state: DeviceState): boolean => state === 'retired' || state === 'revoked'

/** Only what the device's state allows. */
export const actionsFor = ({ state, lastSeen, keys }: Pick<DeviceView, 'state' | 'lastSeen' | 'keys'>): readonly CareAction[] => {
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

const isValid = ({ revokedAt }: DeviceView['keys'][number]): boolean => revokedAt === null

const areSeveralValid = (keys: DeviceView['keys']): boolean => keys.filter(isValid).length > 1

/** Whether the old keys would be missed: nothing proves yet that the device has the newest. */
export const needsOldKeys = ({ keys }: Pick<DeviceView, 'keys'>): boolean => (keys.at(-1)?.firstUsedAt ?? null) === null

/** What a new key means for the old ones: a weak one ends with the first use of the new one, and those of a device that comes back do not work. */
export const oldKeysOf = ({ state, keys }: Pick<DeviceView, 'state' | 'keys'>): 'back' | 'weak' | 'strong' => {
  if (isOutOfUse(state)) return 'back'
  const valid = keys.filter(isValid)
  return (valid.findLast(({ firstUsedAt }) => firstUsedAt !== null) ?? valid.at(-1))?.weak === true ? 'weak' : 'strong'
}
