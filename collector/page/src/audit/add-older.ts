import type { AuditList } from '@mimamori/contract'

/** The newest changes, as far as they are loaded. */
export type AuditPart = Pick<AuditList, 'entries' | 'nextCursor'>

/** Adds the page that was asked for with this cursor; once, though the button may be pressed twice before the first answer. */
export const addOlder = (known: AuditPart | undefined, page: AuditPart, cursor: string): AuditPart | undefined =>
  known?.nextCursor === cursor ? { entries: [...known.entries, ...page.entries], nextCursor: page.nextCursor } : known
