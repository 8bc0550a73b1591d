import type { DeviceClock } from '../../device/clock.ts'
import { agentUnit } from '../../log/agent-unit.ts'
import type { Logger } from '../../log/logger.ts'
import type { Spool } from '../../spool/spool.ts'
import { createSelection } from '../lines/glob.ts'
import { createLinePipeline, type LineRules } from '../lines/line-pipeline.ts'
import { goesOnBelow, waitsAbove, type Source } from '../source.ts'
import type { SourceLine } from '../source-line.ts'
import { parseJournalEntry, type JournalEntry } from './journal-entry.ts'
import { journalName as name, journalctlArguments, startJournalctl, type JournalSelection } from './journalctl.ts'

interface JournalSourceOptions {
  readonly selection: JournalSelection
  readonly rules: LineRules
  readonly spool: Spool
  readonly boot: string
  readonly clock: DeviceClock
  readonly log: Logger
  /** Is told how many bytes were read. */
  readonly afterRead: (bytes: number) => void
  /** How far the clock is ahead of journald's CLOCK_MONOTONIC now: the latter stands still while a device sleeps. */
  readonly offsetMs: () => number
}

/** Between attempts to start journalctl again. */
const backoff = { firstMs: 1000, longestMs: 60_000 }
/** Between looks whether the spool has room again. */
const roomMs = 1000
/** A journalctl that has run for so long works, also where nothing is logged. */
const settledMs = 10_000

/** A line of the agent's own log: it is sent already, without those that must stay on the device. What else its unit says, such as a crash, is not. */
const isOwnLog = ({ unit, text }: SourceLine): boolean => unit === agentUnit && text.startsWith('level=')

/**
 * Follows the journal from where the spool has it, by a journalctl that is started again whenever it ends: from behind the newest
 * entry that was read, or the nearest one that the journal still has. While the spool is full, none runs.
 */
export const createJournalSource = ({ selection, rules, spool, boot, clock, log, afterRead, offsetMs }: JournalSourceOptions): Source => {
  const pipeline = createLinePipeline({ ...rules, source: name, spool, boot, clock })
  const isSelected = createSelection(selection.units)
  const stopping = new AbortController()
  let cursor = spool.positions().get(name)
  let waitMs = backoff.firstMs
  /** When the journalctl that runs was started. */
  let startedMs: number | undefined
  let problem: string | undefined
  /** The spool is full: what is left of the journal can be read later, and would now be dropped, or written to the card. */
  let isWaiting = false
  let stopChild = (): void => undefined

  const works = (): void => {
    if (problem !== undefined) log.info({ source: name }, 'the journal is read again')
    problem = undefined
    waitMs = backoff.firstMs
  }
  const fails = (reason: string): void => {
    if (problem !== reason) log.warn({ source: name, reason }, 'cannot read the journal, trying again')
    problem = reason
    // "Failed to seek to cursor: Invalid argument": it is none, and would be none for ever.
    if (/cursor/i.test(reason)) cursor = undefined
  }
  const takeEntry = (json: string): void => {
    if (isWaiting) return
    afterRead(json.length)
    let entry: JournalEntry
    try {
      entry = parseJournalEntry(json, (of) => of === boot ? offsetMs() : 0)
    } catch (error) {
      return log.warn({ source: name, reason: (error as Error).message }, 'an entry of the journal cannot be read')
    }
    works()
    cursor = entry.cursor
    if (entry.line !== undefined && isSelected(entry.line.unit) && !isOwnLog(entry.line)) pipeline.take(entry.line)
    else pipeline.pass(cursor)
    if (spool.fullness < waitsAbove) return
    isWaiting = true
    stopChild()
  }
  const untilRoom = async (): Promise<void> => {
    while (spool.fullness >= goesOnBelow && !stopping.signal.aborted) await clock.sleep(roomMs, stopping.signal)
    isWaiting = false
  }
  const follow = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      startedMs = clock.monotonicMs()
      const reason = await new Promise<string>((resolve) => {
        stopChild = startJournalctl({
          args: journalctlArguments(selection, cursor),
          onEntry: takeEntry,
          onTooLong: () => log.warn({ source: name }, 'an entry of the journal is too long and was left out'),
          onEnd: resolve
        })
      })
      startedMs = undefined
      if (stopping.signal.aborted) break
      if (isWaiting) {
        await untilRoom()
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
      if (problem !== undefined && startedMs !== undefined && clock.monotonicMs() - startedMs >= settledMs) works()
      pipeline.tick()
    },
    async stop () {
      stopping.abort()
      stopChild()
      await ended
      pipeline.flush()
    },
    stats: () => [{ name, ...pipeline.stats(), ...problem !== undefined && { problem } }]
  }
}
