import type { ErrorAnswer } from '@mimamori/contract'
import type { Sent } from '../parts/send.ts'
import type { Problems } from '../parts/problems.ts'
import type { ReceiverText } from '../text/receiver-text.en.ts'

export type Field = keyof ReceiverText['wrong']

/** The field that a JSON pointer of the API leads to: `/channel/to/0`, `/quietHours/from`. */
const fieldOf = (path: string): string => /^\/(?:channel\/)?(\w+)/.exec(path)?.[1] ?? ''

const isField = (name: string, { wrong }: ReceiverText): name is Field => Object.hasOwn(wrong, name)

const wholeOf = ({ code, message }: ErrorAnswer, { refused }: ReceiverText): string => {
  if (code === 'OPERATOR_TOKEN_REQUIRED') return refused.loggedOut
  if (code === 'MAIL_RELAY_REQUIRED') return refused.relayRequired
  return `${code === 'CONFIGURATION_REFUSED' ? refused.configuration : refused.other} ${message}`
}

/** What to say where the server did not take a change; undefined where it did. */
export const problemsOf = (sent: Sent<unknown>, text: ReceiverText): Problems<Field> | undefined => {
  if (sent === undefined) return { fields: {}, whole: text.refused.notReached }
  if ('answer' in sent) return undefined
  const { code, issues = [] } = sent.refusal
  if (code === 'RECEIVER_EXISTS') return { fields: { name: text.wrong.taken } }
  const names = issues.map(({ path }) => fieldOf(path))
  if (names.length === 0 || !names.every((name) => isField(name, text))) return { fields: {}, whole: wholeOf(sent.refusal, text) }
  return { fields: Object.fromEntries(names.map((name) => [name, text.wrong[name]])) }
}
