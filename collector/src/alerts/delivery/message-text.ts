import { codeUnits, cutText, type SizeOf } from './cut-text.ts'
import type { Message } from './message.ts'

/** As many alerts as one message lists. */
const mostAlertsListed = 20

interface Limit {
  /** Undefined: none. */
  readonly most?: number
  readonly sizeOf?: SizeOf
}

/**
 * The text of a message within a receiver's limit: as many whole alerts as fit, and the total number if some are left out.
 * If the first alone is too long, it is cut.
 */
export const messageText = ({ alerts, count, inAll }: Message, { most = Infinity, sizeOf = codeUnits }: Limit = {}): string => {
  const listing = (listed: number): string => [...alerts.slice(0, listed), ...listed < count ? [inAll] : []].join('\n\n')
  let listed = Math.min(alerts.length, mostAlertsListed)
  while (listed > 1 && sizeOf(listing(listed)) > most) listed -= 1
  return cutText(listing(listed), most, sizeOf)
}

/** The same with the runbook at its end, for receivers that have no buttons. */
export const messageTextWithRunbook = (message: Message, { most = Infinity, sizeOf = codeUnits }: Limit = {}): string => {
  const { runbook, colon } = message
  const end = runbook === undefined ? '' : `\n\n${runbook.label}${colon}${runbook.url}`
  return messageText(message, { most: most - sizeOf(end), sizeOf }) + end
}

/** The same below its title, for receivers that take nothing but text. */
export const titledText = (message: Message, { most }: { readonly most: number }): string => {
  const title = `${message.title}\n\n`
  return title + messageTextWithRunbook(message, { most: most - title.length })
}
