import { agentUnit } from '../../log/agent-unit.ts'
import { createSelection } from '../lines/glob.ts'
import { createLinePipeline } from '../lines/line-pipeline.ts'
import type { SourceContext } from '../source-context.ts'
import { goesOnBelow, isToWait, type Source } from '../source.ts'
import type { SourceLine } from '../source-line.ts'
import { isSameEntry, readCursor } from './cursor.ts'
import { parseJournalEntry, type JournalEntry } from './journal-entry.ts'
import {
  cursorsOnly,
  followArguments,
  journalName as name,
  newestLinesArguments,
  startJournalctl,
  type JournalctlEnd,
  type JournalSelection
} from './journalctl.ts'
import { countRemoved } from './removed-entries.ts'

interface JournalOptions {
  readonly selection: JournalSelection
  /** How far the clock is ahead of journald's CLOCK_MONOTONIC now: the latter stands still while a device sleeps. */
  readonly offsetMs: () => number
}

/** Between attempts to start journalctl again. */
const backoff = { firstMs: 1000, longestMs: 60_000 }
/** Between checks whether the spool has space again. */
const spaceMs = 1000
/** A journalctl that has run for this long works, even if nothing is logged. */
const settledMs = 10_000
/**
 * Afterwards another is started: a file system that has become read-only does not say by inotify, for which journalctl waits, that
 * journald still writes to it in memory.
 */
const longestQuietMs = 300_000

/** The time for its journalctl to end: one that hangs on the card must not keep the agent from its shutdown report. */
const longestEndMs = 2000

/**
 * A line of the agent's own log: it is sent already, without lines that must stay on the device. Other output of its unit, such as a
 * crash, is not.
 */
const isOwnLog = ({ unit, text }: SourceLine): boolean => unit === agentUnit && text.startsWith('level=')

/**
 * Follows the journal from the position in the spool, by a journalctl that is started again whenever it ends: from the newest entry that
 * was read, or the nearest one that the journal still has; entries removed between them are counted. While the spool is full, none runs.
 */
export const createJournalSource = (
  { rules, spool, boot, clock, log, afterRead }: SourceContext,
  { selection, offsetMs }: JournalOptions
): Source => {
  const pipeline = createLinePipeline({ source: name, rules, spool, boot, clock })
  const isSelected = createSelection(selection.units)
  const stopping = new AbortController()
  let cursor = spool.positions().get(name)
  /** The entry that was read last: the running journalctl gives it first, unless the journal has lost it. */
  let expected: string | undefined
  let counting = Promise.resolve()
  let hasLoggedUnknown = false
  let waitMs = backoff.firstMs
  /** When the journalctl that runs was started, or gave its last entry. */
  let quietSinceMs: number | undefined
  let problem: string | undefined
  /**
   * Another journalctl is to be started once the spool has space: the rest of the journal can be read later, and would now be
   * dropped, or written to the card.
   */
  let isWaiting = false
  let hasStopped = false
  let stopChild = (): void => undefined

  const works = (): void => {
    if (problem !== undefined) log.info({ source: name }, 'the journal is read again')
    problem = undefined
    waitMs = backoff.firstMs
  }
  const fails = (reason: string): void => {
    if (problem !== reason) log.warn({ source: name, reason }, 'cannot read the journal, trying again')
    problem = reason
    // The cursor is invalid, and would be for ever. After any other error, the newest lines would come again.
    if (reason === 'Failed to seek to cursor: Invalid argument') cursor = undefined
  }
  const recordRemoved = async (gone: string): Promise<void> => {
    const entries = await countRemoved(gone)
    if (entries === undefined) {
      if (!hasLoggedUnknown) {
        log.info({ source: name }, 'the journal no longer has the entry that was read last; how many behind it are gone is unknown')
      }
      hasLoggedUnknown = true
    } else if (entries > 0) {
      spool.recordRemoved(entries)
      log.warn({ source: name, entries }, 'entries of the journal were removed before they could be read')
    }
  }
  /** Whether an entry is new: the first of a journalctl may be the one that was read last. */
  const isNew = (entry: JournalEntry): boolean => {
    const last = expected
    expected = undefined
    if (last === undefined) return true
    if (isSameEntry(last, entry.cursor)) return false
    counting = counting.then(() => recordRemoved(last))
    return true
  }
  const wait = (): void => {
    isWaiting = true
    stopChild()
  }
  const takeEntry = (json: string): void => {
    if (isWaiting || hasStopped) return
    quietSinceMs = clock.monotonicMs()
    afterRead(json.length)
    let entry: JournalEntry
    try {
      entry = parseJournalEntry(json, (of) => (of === boot ? offsetMs() : 0))
    } catch (error) {
      return log.warn({ source: name, reason: (error as Error).message }, 'an entry of the journal cannot be read')
    }
    works()
    if (!isNew(entry)) return
    cursor = entry.cursor
    if (entry.line !== undefined && isSelected(entry.line.unit) && !isOwnLog(entry.line)) pipeline.take(entry.line)
    else pipeline.pass(cursor)
    if (isToWait(spool, name)) wait()
  }
  const untilSpace = async (): Promise<void> => {
    while (spool.fullness >= goesOnBelow && !stopping.signal.aborted) await clock.sleep(spaceMs, stopping.signal)
    isWaiting = false
  }
  const run = async (args: readonly string[], onEntry: (json: string) => void): Promise<JournalctlEnd> => {
    if (stopping.signal.aborted) return { isDone: false, reason: 'stopped' }
    quietSinceMs = clock.monotonicMs()
    const end = await new Promise<JournalctlEnd>((resolve) => {
      stopChild = startJournalctl({
        args,
        onEntry,
        onTooLong: () => log.warn({ source: name }, 'an entry of the journal is too long and was left out'),
        onEnd: resolve
      })
    })
    quietSinceMs = undefined
    return end
  }
  /**
   * Reads the newest lines of this boot. If there are none, the position is the entry that was the newest of all before: a journalctl
   * that is to follow the newest lines and finds none begins with the last of the first that come, and leaves out the others.
   */
  const begin = async (): Promise<JournalctlEnd> => {
    let newest: string | undefined
    const checked = await run([...cursorsOnly, '--lines=1'], (json) => {
      newest = readCursor(json)
    })
    if (!checked.isDone) return checked
    const read = await run(newestLinesArguments(selection), takeEntry)
    if (!read.isDone || hasStopped || cursor !== undefined || newest === undefined) return read
    cursor = newest
    pipeline.pass(cursor)
    return read
  }
  const readOn = async (): Promise<JournalctlEnd> => {
    expected = cursor
    if (cursor === undefined) {
      const begun = await begin()
      if (!begun.isDone || isWaiting) return begun
      expected = cursor
    }
    return run(followArguments(selection, cursor), takeEntry)
  }
  const follow = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const { reason } = await readOn()
      if (stopping.signal.aborted) break
      if (isWaiting) {
        await untilSpace()
        continue
      }
      fails(reason)
      await clock.sleep(waitMs, stopping.signal)
      waitMs = Math.min(2 * waitMs, backoff.longestMs)
    }
  }
  const ended = follow()

  return {
    tick () {
      const quietMs = clock.monotonicMs() - (quietSinceMs ?? Infinity)
      if (problem !== undefined && quietMs >= settledMs) works()
      if (quietMs >= longestQuietMs) wait()
      pipeline.tick()
    },
    async stop () {
      stopping.abort()
      stopChild()
      await Promise.race([ended.then(() => counting), clock.sleep(longestEndMs)])
      hasStopped = true
      pipeline.flush()
    },
    stats: () => [{ name, ...pipeline.stats(), problem }]
  }
}
