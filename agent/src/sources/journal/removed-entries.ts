import { parseCursor, readCursor, type JournalCursor } from './cursor.ts'
import { cursorsOnly, startJournalctl } from './journalctl.ts'

/** Answers take milliseconds; a card that hangs must not keep the agent from stopping. */
const timeoutMs = 5000

/** Gives the cursors of the journal from one on, of entries of all priorities, until `onCursor` says no. */
const readCursors = async (args: readonly string[], onCursor: (cursor: JournalCursor) => boolean): Promise<void> => {
  let timer: NodeJS.Timeout | undefined
  await new Promise<unknown>((resolve) => {
    let isRead = false
    const stop = startJournalctl({
      args: [...cursorsOnly, ...args],
      onEntry (json) {
        if (isRead) return
        const cursor = parseCursor(readCursor(json) ?? '')
        isRead = cursor === undefined || !onCursor(cursor)
        if (isRead) stop()
      },
      onTooLong: () => undefined,
      onEnd: resolve
    })
    timer = setTimeout(stop, timeoutMs)
  })
  clearTimeout(timer)
}

/**
 * How many entries, of any priority, journald has removed after one that is gone as well: the numbers between it and the oldest that
 * is left of the system's journal, of which the oldest always go first, without those of users' journals that still exist. undefined
 * if it is not known: another sequence has begun since, as in a journal that a restart has emptied.
 */
export const countRemoved = async (cursor: string): Promise<number | undefined> => {
  const gone = parseCursor(cursor)
  const left: JournalCursor[] = []
  await readCursors(['--system', `--cursor=${cursor}`], (found) => left.push(found) < 1)
  const [oldest] = left
  if (gone === undefined || oldest === undefined || oldest.sequence !== gone.sequence) return undefined
  let remaining = 0
  await readCursors([`--cursor=${cursor}`], ({ sequence, number }) => {
    if (sequence !== gone.sequence || number >= oldest.number) return false
    if (number > gone.number) remaining += 1
    return true
  })
  return Math.max(0, oldest.number - gone.number - 1 - remaining)
}
