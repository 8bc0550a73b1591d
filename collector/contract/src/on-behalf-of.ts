/**
 * The request header in which a program that has a token names the account that ran its command, percent-encoded. It is claimed, not
 * proven: the audit log shows it next to the token's name, and nothing is allowed because of it.
 */
export const onBehalfOfHeader = 'x-on-behalf-of'

const mostCharacters = 100

/** Names are cut to the length that a collector takes. */
export const encodeOnBehalfOf = (account: string): string =>
  encodeURIComponent([...account.toWellFormed()].slice(0, mostCharacters).join(''))

/** Undefined if it is invalid: not percent-encoded, empty, too long, or with control characters. */
export const decodeOnBehalfOf = (text: string): string | undefined => {
  try {
    const account = decodeURIComponent(text)
    return account === '' || [...account].length > mostCharacters || /\p{Cc}/u.test(account) ? undefined : account
  } catch {
    return undefined
  }
}
