import { spawn } from 'node:child_process'
import { endsWithUs } from '@mimamori/program/ends-with-us'
import type { Priority } from '../../config/priority.ts'
import { journalFields } from './journal-entry.ts'
import { createWholeLines } from './whole-lines.ts'

/** The name of this source. */
export const journalName = 'journal'

/** Why nothing is read without systemd. */
export const noJournalctl = 'there is no journalctl on this device'
/** The exit code if the program was not found (execvp(3), by way of setpriv). */
const notFoundCode = 127

/** The part of the journal that is followed. */
export interface JournalSelection {
  /**
   * Names and patterns of units, with a `-` before excluded ones; none for all. journalctl's own --unit= knows no other user's
   * units, and no pattern of a unit that comes later.
   */
  readonly units: readonly string[]
  /** The least severe priority to read. */
  readonly priority: Priority
  /** FIELD=value, as journalctl takes them. */
  readonly matches: readonly string[]
}

type EntrySelection = Pick<JournalSelection, 'priority' | 'matches'>

/** How many lines of this boot are read at the very first start: what led to it, not all that was ever kept. */
const firstLines = 1000

/** The arguments with which entries are little more than their cursors. */
export const cursorsOnly = ['--output=json', '--output-fields=_BOOT_ID', '--quiet', '--no-pager'] as const

const entryArguments = ({ priority, matches }: EntrySelection): string[] => [
  '--output=json', `--output-fields=${journalFields.join(',')}`, '--all', '--quiet', `--priority=${priority}`, ...matches
]

/** The arguments that give the newest lines of this boot. */
export const newestLinesArguments = (selection: EntrySelection): string[] => [
  '--boot',
  `--lines=${firstLines}`,
  ...entryArguments(selection)
]

/** The arguments that follow the journal from a cursor on, whose own entry comes first if it still exists and is selected; or all of it. */
export const followArguments = (selection: EntrySelection, cursor: string | undefined): string[] =>
  ['--follow', '--no-tail', ...cursor === undefined ? [] : [`--cursor=${cursor}`], ...entryArguments(selection)]

/** Far above what a service can write in one line (LineMax=, 48 kB; a byte takes up to four characters if it is not printable). */
const longestEntryBytes = 512 * 1024

export interface JournalctlEnd {
  /** It has given everything that it was asked for. */
  readonly isDone: boolean
  /** The last line of its error output, or how it ended. */
  readonly reason: string
}

interface JournalctlOptions {
  readonly args: readonly string[]
  readonly onEntry: (json: string) => void
  readonly onTooLong: () => void
  readonly onEnd: (end: JournalctlEnd) => void
}

/** Starts journalctl(1). Gives a function that stops it; `onEnd` follows. */
export const startJournalctl = ({ args, onEntry, onTooLong, onEnd }: JournalctlOptions): (() => void) => {
  const [program = 'journalctl', ...words] = [...endsWithUs, 'journalctl', ...args]
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LC_ALL: 'C' } })
  let errors = ''
  child.stdout.on('data', createWholeLines({ maxBytes: longestEntryBytes, onLine: onEntry, onTooLong }))
  child.stderr.setEncoding('utf8').on('data', (text: string) => { errors = (errors + text).slice(-1000) })
  let hasEnded = false
  const end = (reason: string, isDone = false): void => {
    if (!hasEnded) onEnd({ isDone, reason })
    hasEnded = true
  }
  child.on('error', (error: NodeJS.ErrnoException) => end(error.code === 'ENOENT' ? noJournalctl : error.message))
  child.on('close', (code, signal) =>
    end(
      code === notFoundCode ? noJournalctl : errors.trim().split('\n').at(-1) || `journalctl ended with ${signal ?? `code ${code}`}`,
      code === 0
    )
  )
  return () => { child.kill() }
}
