/** The position of an entry in the journal: its number in a sequence that all files of a journal share, and the entry's own part. */
export interface JournalCursor {
  /** Names the sequence: __SEQNUM_ID. */
  readonly sequence: string
  /** Counts in it: __SEQNUM. */
  readonly number: number
  /** Boot, clocks and hash. */
  readonly entry: string | undefined
}

/** systemd.journal-fields(7) calls a cursor opaque; every version has written it so, and those before 254 give the number nowhere else. */
const form = /^s=([0-9a-f]+);i=([0-9a-f]{1,13})(?:;(.+))?$/

/** undefined for text of another form. */
export const parseCursor = (cursor: string): JournalCursor | undefined => {
  const [, sequence, number, entry] = form.exec(cursor) ?? []
  return sequence === undefined || number === undefined ? undefined : { sequence, number: Number.parseInt(number, 16), entry }
}

/** Whether two cursors are of one entry, which journald may have renumbered when it moved it from memory to the disk. */
export const isSameEntry = (one: string, other: string): boolean => {
  const entry = parseCursor(one)?.entry
  return one === other || (entry !== undefined && entry === parseCursor(other)?.entry)
}

/** The cursor of an entry of `journalctl --output=json`. */
export const readCursor = (json: string): string | undefined => /"__CURSOR":"([^"]*)"/.exec(json)?.[1]
