import type { ErrorAnswer } from '@mimamori/contract'
import type { PageText } from '../text/page-text.en.ts'

const refusals = { OPERATOR_TOKEN_REQUIRED: 'loggedOut', OPERATOR_TOKEN_INVALID: 'loggedOut', ROLE_REQUIRED: 'notAllowed', CLIENT_DEVICE_NOT_FOUND: 'notFound', STORAGE_UNAVAILABLE: 'notStored' } as const

/** Why the server did not do it; `refusal` is undefined where it did not answer. */
export const refusalOf = (refusal: ErrorAnswer | undefined, { refused }: Pick<PageText, 'refused'>): string => {
  if (refusal === undefined) return refused.notReached
  const { code, message } = refusal
  return Object.hasOwn(refusals, code) ? refused[refusals[code as keyof typeof refusals]] : `${refused.other} ${message}`
}
