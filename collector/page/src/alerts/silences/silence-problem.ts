import type { Sent } from '../../server/send.ts'
import { silenceMessages } from './messages.ts'
import { messages } from '../../text/messages.ts'
import type { SilenceField } from './silence-draft.ts'

/** Why a silence was not made: a field, or something else that the text says. */
export type SilenceProblem = { readonly field: SilenceField } | { readonly field?: undefined, readonly text: string }

const isField = (name: string): name is SilenceField => Object.hasOwn(silenceMessages.wrong, name)

/** What to say where the server did not make it; undefined where it did. */
export const problemOf = (sent: Sent<unknown>): SilenceProblem | undefined => {
  if (sent === undefined) return { text: silenceMessages.problems.notReached }
  if ('answer' in sent) return undefined
  const { code, message, issues = [] } = sent.refusal
  const field = issues[0]?.path.slice(1)
  if (code === 'CLIENT_DEVICE_NOT_FOUND') return { field: 'device' }
  if (code === 'SITE_NOT_FOUND') return { field: 'site' }
  if (field !== undefined && isField(field)) return { field }
  if (code === 'ALERTMANAGER_REFUSED') return { text: silenceMessages.problems.refused(message) }
  return { text: code === 'ALERTMANAGER_UNAVAILABLE' ? silenceMessages.unavailable : messages.notDone }
}
