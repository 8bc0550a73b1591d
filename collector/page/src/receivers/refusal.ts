import type { ErrorAnswer } from '@mimamori/contract'
import type { Sent } from '../server/send.ts'
import type { Problems } from '../server/problems.ts'
import { receiverMessages } from './messages.ts'

const { refused, wrong } = receiverMessages
export type Field = keyof typeof wrong

/** The field that a JSON pointer of the API leads to: `/channel/to/0`, `/quietHours/from`. */
const fieldOf = (path: string): string => /^\/(?:channel\/)?(\w+)/.exec(path)?.[1] ?? ''

const isField = (name: string): name is Field => Object.hasOwn(wrong, name)

const wholeOf = ({ code, message }: ErrorAnswer): string => {
  if (code === 'OPERATOR_TOKEN_REQUIRED') return refused.loggedOut
  if (code === 'MAIL_RELAY_REQUIRED') return refused.relayRequired
  return `${code === 'CONFIGURATION_REFUSED' ? refused.configuration : refused.other} ${message}`
}

/** What to say where the server did not take a change; undefined where it did. */
export const problemsOf = (sent: Sent<unknown>): Problems<Field> | undefined => {
  if (sent === undefined) return { fields: {}, whole: refused.notReached }
  if ('answer' in sent) return undefined
  const { code, issues = [] } = sent.refusal
  if (code === 'RECEIVER_EXISTS') return { fields: { name: wrong.taken } }
  const names = issues.map(({ path }) => fieldOf(path))
  if (names.length === 0 || !names.every(isField)) return { fields: {}, whole: wholeOf(sent.refusal) }
  return { fields: Object.fromEntries(names.map((name) => [name, wrong[name]])) }
}
