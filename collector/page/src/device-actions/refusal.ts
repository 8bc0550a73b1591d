import { refusalOf } from '../server/refusal.ts'
import { refusalIn, type Sent } from '../server/send.ts'
import type { DeviceAction } from './actions.ts'
import { actionMessages } from './messages.ts'

/**
 * The reason why the server did not do it; undefined if it did. A state that no longer allows the action is mostly another administrator's
 * doing.
 */
export const problemOf = (action: DeviceAction, sent: Sent<unknown>): string | undefined => {
  if (sent !== undefined && 'answer' in sent) return undefined
  const { conflicts } = actionMessages
  const refusal = refusalIn(sent)
  if (refusal?.code === 'STATE_CONFLICT' && Object.hasOwn(conflicts, action)) return conflicts[action as keyof typeof conflicts]
  return refusalOf(refusal)
}
