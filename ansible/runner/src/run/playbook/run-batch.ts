import { closeSync, fstatSync, readSync } from 'node:fs'
import type { HostItem } from '@mimamori/contract'
import { redact } from '@mimamori/contract/redaction'
import { readHostItem } from '../../state/host-item.ts'
import { runToFile } from '../../platform/process/execute.ts'
import { trySync } from '../../platform/files/try-sync.ts'
import { followJsonLines, type LineFollower } from '../../platform/files/follow-lines.ts'
import { writeBatchFiles } from './batch-files.ts'
import { openOutput } from '../../platform/process/output-file.ts'
import { playbookCommand, timeoutExitCodes } from './playbook-command.ts'
import type { RunAsideOptions } from './run-aside.ts'

export interface BatchEnd {
  readonly exitCode: number | null
  readonly timedOut: boolean
  /** The last lines that ansible-playbook printed. */
  readonly lastOutput: string
}

/** `isWatched`: canaries, of which a success is published once their soak has ended. */
export type RunBatch = (hosts: readonly string[], attempt: number, how: { readonly isWatched: boolean }) => Promise<BatchEnd>

export interface BatchRunnerOptions {
  /** The run that they are of. */
  readonly work: RunAsideOptions
  /** Runs that are over, for the devices to know. */
  readonly closedRuns: readonly string[]
  /** Called for each item as it comes, before the batch has ended. */
  readonly onItem: (item: HostItem, how: { readonly isWatched: boolean }) => void
  /** Called for a line of the events that is not an item of the contract; may be called more than once. */
  readonly onStrangeLine: () => void
}

const pollEveryMs = 200

/** The last lines of the output since a position, at most 2000 characters, with secrets masked. */
const outputSince = (descriptor: number, from: number): string => {
  const { size } = fstatSync(descriptor)
  const buffer = Buffer.alloc(Math.min(16_384, Math.max(0, size - from)))
  readSync(descriptor, buffer, 0, buffer.length, size - buffer.length)
  const text = buffer.toString('utf8')
  // Complete lines, since a part of a secret would not be recognised.
  const [, ...whole] = text.split('\n')
  const lines = buffer.length < size - from ? whole.join('\n') : text
  return redact(lines.trimEnd()).split('\n').slice(-10).join('\n').slice(-2000)
}

/** Runs batches of one run, one after the other. */
export const batchRunner = (
  { work: { plan, settings, state, ansibleDirectory, lock }, closedRuns, onItem, onStrangeLine }: BatchRunnerOptions
): RunBatch => {
  const files = state.run(plan.run)
  const published = { file: files.events, follower: followJsonLines(files.events), isWatched: false }
  const watched = { file: files.canaryEvents, follower: followJsonLines(files.canaryEvents), isWatched: true }
  let count = 0

  const takeItems = (
    { file, follower, isWatched }: { readonly file: string, readonly follower: LineFollower, readonly isWatched: boolean }
  ): void => {
    const items = follower.read().map(readHostItem)
    // The callback does not fsync. If a result were lost in a power cut of this server, a success would count as a failure.
    if (items.some((item) => item?.state === 'finished')) trySync(file)
    for (const item of items) {
      if (item) onItem(item, { isWatched })
      else onStrangeLine()
    }
    if (follower.unreadable > 0) onStrangeLine()
  }

  return async (hosts, attempt, { isWatched }) => {
    const events = isWatched ? watched : published
    const name = String(++count).padStart(4, '0')
    const batch = writeBatchFiles(
      files.directory, `batch-${name}`, { hosts, variables: { ...plan.variables, release_closed_runs: closedRuns } }
    )
    const output = openOutput(files.output)
    const from = fstatSync(output).size
    const timer = setInterval(() => { takeItems(events) }, pollEveryMs)
    try {
      const exitCode = await runToFile({
        ...playbookCommand({ plan, settings, state, ansibleDirectory, attempt, batch, eventsFile: events.file }),
        output,
        // A wave whose runner has died keeps the lock until it is over.
        inherited: [lock]
      })
      return { exitCode, timedOut: timeoutExitCodes.includes(exitCode ?? -1), lastOutput: outputSince(output, from) }
    } finally {
      clearInterval(timer)
      takeItems(events)
      closeSync(output)
    }
  }
}
