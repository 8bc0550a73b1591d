import type { ErrorAnswer } from '@mimamori/contract'
import { messages } from '../text/index.ts'

const refusals = {
  OPERATOR_TOKEN_REQUIRED: 'loggedOut',
  OPERATOR_TOKEN_INVALID: 'loggedOut',
  CLIENT_DEVICE_NOT_FOUND: 'notFound',
  STORAGE_UNAVAILABLE: 'notStored'
} as const

/** The reason why the server did not do it; `refusal` is undefined if it did not answer. */
export const refusalOf = (refusal: ErrorAnswer | undefined): string => {
  const { refused, viewer } = messages
  if (refusal === undefined) return refused.notReached
  const { code, message } = refusal
  if (code === 'ROLE_REQUIRED') return viewer
  return Object.hasOwn(refusals, code) ? refused[refusals[code as keyof typeof refusals]] : `${refused.other} ${message}`
}
