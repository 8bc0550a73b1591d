import type { ErrorAnswer } from '@mimamori/contract'
import { problemsIn, type Problems } from '../server/problems.ts'
import type { Sent } from '../server/send.ts'
import { fieldProblems } from './field-problem-messages.ts'
import { receiverMessages } from './messages.ts'

const { refused } = receiverMessages
export type Field = keyof typeof fieldProblems

/** The field that a JSON pointer of the API leads to: `/channel/to/0`, `/quietHours/from`. */
const fieldOf = (path: string): string => /^\/(?:channel\/)?(\w+)/.exec(path)?.[1] ?? ''

const wholeOf = (refusal: ErrorAnswer | undefined): string => {
  if (refusal === undefined) return refused.notReached
  const { code, message } = refusal
  if (code === 'OPERATOR_TOKEN_REQUIRED') return refused.loggedOut
  if (code === 'MAIL_RELAY_REQUIRED') return refused.relayRequired
  return `${code === 'CONFIGURATION_REFUSED' ? refused.configuration : refused.other} ${message}`
}

/** Explains why the server did not take a change; undefined if it did. */
export const problemsOf = (sent: Sent<unknown>): Problems<Field> | undefined =>
  problemsIn<Field>(sent, { wrong: fieldProblems, fieldOf, wholeOf, byCode: { RECEIVER_EXISTS: { name: fieldProblems.taken } } })
