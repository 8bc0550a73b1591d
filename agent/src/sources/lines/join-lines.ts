import type { SourceLine } from '../source-line.ts'

interface JoinOptions {
  /** The pattern of the first line of a record of this unit; undefined if every line is a record. */
  readonly firstLineOf: (unit: string) => RegExp | undefined
  /**
   * Takes records of one boot, in the order of their first lines. `position` is behind the last of all their lines: each line up to there
   * is in these records or in earlier ones, and none that follows is. Reading can resume there, whenever the records ended.
   */
  readonly onRecords: (records: readonly SourceLine[], position: string) => void
}

/**
 * A record ends after this many lines or characters, or this long after its first line; what follows begins another.
 * A longer message would be cut.
 */
const longest = { lines: 200, characters: 8000, ms: 5000 }
/** …and when its writer has written nothing for this long. */
const quietMs = 1000
/** The same in calls of `tick`, in case no further line comes. */
const tickMs = 1000
/** The most that may wait behind an open record; beyond that it ends, since the memory is for all units. */
const mostWaiting = { records: 200, characters: 64 * 1024 }

interface JoinedRecord {
  readonly first: SourceLine
  readonly texts: string[]
  characters: number
  newest: SourceLine
  /** Which of all lines its first and its newest are. */
  readonly firstIndex: number
  newestIndex: number
  isOpen: boolean
  /** Ticks since its first line, and since its newest. */
  ticks: number
  quietTicks: number
}

const asRecord = ({ first, texts }: JoinedRecord): SourceLine => texts.length === 1 ? first : { ...first, text: texts.join('\n') }

/** Whether a record has ended by the time of another line, of any program. */
const hasEnded = ({ first, newest }: JoinedRecord, { boot, monotonicMs }: SourceLine): boolean =>
  boot !== first.boot || monotonicMs - newest.monotonicMs > quietMs || monotonicMs - first.monotonicMs > longest.ms

const hasSpace = ({ texts, characters }: JoinedRecord, { text }: SourceLine): boolean =>
  texts.length < longest.lines && characters + text.length < longest.characters

/**
 * Joins the lines of a stack trace and the like to one record. While a record is open, records that began later wait behind it, so that
 * the order stays; records whose lines are interleaved are given together.
 */
export const createLineJoiner = ({ firstLineOf, onRecords }: JoinOptions) => {
  let queue: JoinedRecord[] = []
  let characters = 0
  const open = new Map<string, JoinedRecord>()
  let lines = 0
  /** Behind the newest line. */
  let position: string | undefined

  const close = (record: JoinedRecord): void => {
    record.isOpen = false
    open.delete(record.first.writer)
  }
  const giveClosed = (): void => {
    let given = 0
    let [last] = queue
    for (const [i, record] of queue.entries()) {
      if (record.isOpen) break
      if (record.newestIndex > last!.newestIndex) last = record
      const next = queue[i + 1]
      if (next !== undefined && next.firstIndex < last!.newestIndex) continue
      onRecords(queue.slice(given, i + 1).map(asRecord), last!.newest.position)
      given = i + 1
      last = next
    }
    for (const record of queue.slice(0, given)) characters -= record.characters
    queue = queue.slice(given)
  }
  const begin = (line: SourceLine, index: number, isOpen: boolean): void => {
    const record: JoinedRecord = {
      first: line,
      texts: [line.text],
      characters: line.text.length,
      newest: line,
      firstIndex: index,
      newestIndex: index,
      isOpen,
      ticks: 0,
      quietTicks: 0
    }
    if (isOpen) open.set(line.writer, record)
    queue.push(record)
  }
  const extend = (record: JoinedRecord, line: SourceLine, index: number): void => {
    record.texts.push(line.text)
    record.characters += line.text.length
    record.newest = line
    record.newestIndex = index
    record.quietTicks = 0
  }

  return {
    take (line: SourceLine): void {
      const index = lines++
      position = line.position
      const firstLine = firstLineOf(line.unit)
      if (firstLine === undefined && queue.length === 0) return onRecords([line], line.position)
      for (const record of open.values()) if (hasEnded(record, line)) close(record)
      const previous = open.get(line.writer)
      if (previous !== undefined && firstLine?.test(line.text) === false && hasSpace(previous, line)) extend(previous, line, index)
      else {
        if (previous !== undefined) close(previous)
        begin(line, index, firstLine !== undefined)
      }
      characters += line.text.length
      giveClosed()
      while (queue.length > mostWaiting.records || characters > mostWaiting.characters) {
        close(queue.find(({ isOpen }) => isOpen)!)
        giveClosed()
      }
    },
    /** A line was left out: the source is now after it. */
    pass (after: string): void {
      position = after
    },
    /** Call once a second: ends records that have had no further line since the last call, or for too long. */
    tick (): void {
      for (const record of open.values()) {
        record.ticks += 1
        if (record.quietTicks > 0 || record.ticks * tickMs >= longest.ms) close(record)
        record.quietTicks += 1
      }
      giveClosed()
    },
    /** Ends everything. */
    flush (): void {
      for (const record of open.values()) close(record)
      giveClosed()
    },
    /** The position after everything that was taken; undefined while some of it waits. */
    get position () { return queue.length === 0 ? position : undefined }
  }
}
