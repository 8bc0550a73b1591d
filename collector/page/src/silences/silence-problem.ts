import type { Sent } from '../parts/send.ts'
import { words } from '../words.ts'
import type { SilenceField } from './silence-draft.ts'

/** Why a silence was not made: a field, or something else that the text says. */
export type SilenceProblem = { readonly field: SilenceField } | { readonly field?: undefined, readonly text: string }

const isField = (name: string): name is SilenceField => Object.hasOwn(words.silences.wrong, name)

/** What to say where the server did not make it; undefined where it did. */
export const problemOf = (sent: Sent<unknown>): SilenceProblem | undefined => {
  if (sent === undefined) return { text: words.silences.problems.notReached }
  if ('answer' in sent) return undefined
  const { code, message, issues = [] } = sent.refusal
  const field = issues[0]?.path.slice(1)
  if (code === 'CLIENT_DEVICE_NOT_FOUND') return { field: 'device' }
  if (code === 'SITE_NOT_FOUND') return { field: 'site' }
  if (field !== undefined && isField(field)) return { field }
  if (code === 'ALERTMANAGER_REFUSED') return { text: words.silences.problems.refused(message) }
  return { text: code === 'ALERTMANAGER_UNAVAILABLE' ? words.silences.unavailable : words.silences.problems.notDone }
}
