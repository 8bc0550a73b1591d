import { refusalOf } from '../parts/refusal-words.ts'
import { refusalIn, type Sent } from '../parts/send.ts'
import type { PageText } from '../text/page-text.en.ts'
import type { CareAction } from './care-actions.ts'

/** Why the server did not do it; undefined where it did. A state that does not allow the action any more is mostly another administrator's doing. */
export const problemOf = (action: CareAction, sent: Sent<unknown>, text: Pick<PageText, 'care' | 'refused'>): string | undefined => {
  if (sent !== undefined && 'answer' in sent) return undefined
  const { conflicts } = text.care
  const refusal = refusalIn(sent)
  if (refusal?.code === 'STATE_CONFLICT' && Object.hasOwn(conflicts, action)) return conflicts[action as keyof typeof conflicts]
  return refusalOf(refusal, text)
}
