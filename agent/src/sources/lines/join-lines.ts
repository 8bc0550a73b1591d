import type { SourceLine } from '../source-line.ts'

interface JoinOptions {
  /** What the first line of a record of this unit looks like; undefined where every line is a record. */
  readonly firstLineOf: (unit: string) => RegExp | undefined
  /** Takes a whole record, in the order of their first lines. `position` is where the source stands after everything that was given so far. */
  readonly onRecord: (record: SourceLine, position: string | undefined) => void
}

/** A record ends after so many lines or characters; what follows begins another. More than a message may have would be cut. */
const limits = { lines: 200, characters: 8000 }
/** …and where its writer has said nothing for so long. */
const quietMs = 1000
/** So many records wait behind an open one; beyond that it ends, since the memory is for all units. */
const mostWaiting = 500

interface OpenRecord {
  readonly first: SourceLine
  readonly texts: string[]
  characters: number
  newest: SourceLine
  isOpen: boolean
  /** `tick` has seen it since its newest line. */
  isOld: boolean
  /** Where the source stood before its first line. */
  readonly before: string | undefined
}

const asRecord = ({ first, texts }: OpenRecord): SourceLine => texts.length === 1 ? first : { ...first, text: texts.join('\n') }

/**
 * Joins the lines of a stack trace and the like to one record. While a record is open, those that began later wait behind it, so that
 * the order stays and no position is passed whose lines are not all given.
 */
export const createLineJoiner = ({ firstLineOf, onRecord }: JoinOptions) => {
  let queue: OpenRecord[] = []
  const open = new Map<string, OpenRecord>()
  /** After the newest line. */
  let position: string | undefined

  const close = (record: OpenRecord): void => {
    record.isOpen = false
    open.delete(record.first.writer)
  }
  const giveClosed = (): void => {
    let count = 0
    while (count < queue.length && !queue[count]!.isOpen) count += 1
    if (count === 0) return
    const given = queue.slice(0, count)
    queue = queue.slice(count)
    given.forEach((record, index) => { onRecord(asRecord(record), (given[index + 1] ?? queue[0])?.before ?? position) })
  }
  const belongsTo = ({ newest, texts, characters }: OpenRecord, line: SourceLine): boolean =>
    newest.boot === line.boot && line.monotonicMs - newest.monotonicMs <= quietMs && texts.length < limits.lines && characters + line.text.length < limits.characters

  return {
    take (line: SourceLine): void {
      const before = position
      position = line.position
      const firstLine = firstLineOf(line.unit)
      if (firstLine === undefined && queue.length === 0) return onRecord(line, position)
      const previous = open.get(line.writer)
      if (previous !== undefined && firstLine?.test(line.text) === false && belongsTo(previous, line)) {
        previous.texts.push(line.text)
        previous.characters += line.text.length
        previous.newest = line
        previous.isOld = false
      } else {
        if (previous !== undefined) close(previous)
        const record: OpenRecord = { first: line, texts: [line.text], characters: line.text.length, newest: line, isOpen: firstLine !== undefined, isOld: false, before }
        if (record.isOpen) open.set(line.writer, record)
        queue.push(record)
        if (queue.length > mostWaiting) close(queue[0]!)
      }
      giveClosed()
    },
    /** A line was left out: the source stands behind it. */
    pass (after: string): void {
      position = after
    },
    /** Once a second: ends what has had no further line since the last call. */
    tick (): void {
      for (const record of open.values()) {
        if (record.isOld) close(record)
        record.isOld = true
      }
      giveClosed()
    },
    /** Ends everything. */
    flush (): void {
      for (const record of open.values()) close(record)
      giveClosed()
    },
    /** Where the source stands after everything that was given. */
    get position () { return queue[0] === undefined ? position : queue[0].before }
  }
}
