import { agentRelease, isSuccess, maxReleases, type HostFinished, type ReleaseOutcome } from '@mimamori/contract'
import type { DeviceUpdate } from '../devices/snapshot/device-updates.ts'

/** A run, its release if it installs only one, and when the server heard of its start. */
export interface RunReceipt {
  readonly run: string
  readonly runReceivedMs: number
  readonly release: string | null
}

/** A release's newest outcome with the data that a later item is compared with. */
export interface StoredUpdate extends DeviceUpdate, Pick<RunReceipt, 'run' | 'runReceivedMs'> {
  readonly attempt: number
  /** Its last success before this attempt, which is valid again if a failure overrules the attempt's success. */
  readonly earlierSuccessMs?: number
  /** The device has named the release in a report. */
  readonly wasDeclared?: boolean
}

/** The newest outcomes of a device's releases, by their names. */
export type StoredUpdates = ReadonlyMap<string, StoredUpdate>

const latest = (...moments: readonly (number | undefined)[]): number | undefined => {
  const known = moments.filter((moment) => moment !== undefined)
  return known.length === 0 ? undefined : Math.max(...known)
}

const withSuccesses = (update: StoredUpdate, lastSuccessMs: number | undefined, earlierSuccessMs: number | undefined): StoredUpdate =>
  ({ ...update, ...lastSuccessMs !== undefined && { lastSuccessMs }, ...earlierSuccessMs !== undefined && { earlierSuccessMs } })

type Attempt = Pick<HostFinished, 'at' | 'attempt' | 'durationSeconds'>

const nextUpdate = (
  { run, runReceivedMs }: RunReceipt,
  { at, attempt, durationSeconds }: Attempt,
  { name: release, outcome, fromRevision, toRevision }: ReleaseOutcome,
  before: StoredUpdate | undefined
): StoredUpdate => {
  const finishedMs = Date.parse(at)
  const success = isSuccess(outcome) ? finishedMs : undefined
  // Between runs, the one that the server has heard of later wins: the clocks of their senders may be wrong.
  if (before && before.run !== run && before.runReceivedMs > runReceivedMs) {
    return withSuccesses(before, latest(before.lastSuccessMs, success), latest(before.earlierSuccessMs, success))
  }
  // Within a run only a later attempt comes here, or an item that overrules the same attempt: its success was none.
  const overruled = before?.run === run && before.attempt === attempt
  const earlier = overruled ? before.earlierSuccessMs : before?.lastSuccessMs
  const update = {
    release,
    run,
    runReceivedMs,
    attempt,
    outcome,
    finishedMs,
    durationSeconds,
    ...(fromRevision !== undefined && { fromRevision }),
    ...(toRevision !== undefined && { toRevision }),
    ...(before?.wasDeclared === true && { wasDeclared: true })
  }
  return withSuccesses(update, latest(earlier, success), earlier)
}

/** The outcome of each release; an item that names none is about the release of its run. */
const outcomesOf = ({ releases, outcome, fromRevision, toRevision }: HostFinished, release: string | null): readonly ReleaseOutcome[] =>
  releases ?? [
    { name: release ?? '', outcome, ...(fromRevision !== undefined && { fromRevision }), ...(toRevision !== undefined && { toRevision }) }
  ]

const isApplication = (release: string): boolean => release !== '' && release !== agentRelease

/** Limits the releases of a device to those of the newest runs. */
const bounded = (updates: StoredUpdates): StoredUpdates => updates.size <= maxReleases
  ? updates
  : new Map([...updates].sort(([, a], [, b]) => b.runReceivedMs - a.runReceivedMs).slice(0, maxReleases))

/** The outcomes of a device's releases after another one; one of an older run changes at most the last success. Pure. */
export const nextUpdates = (before: StoredUpdates, run: RunReceipt, ended: HostFinished): StoredUpdates => {
  const after = new Map(before)
  for (const release of outcomesOf(ended, run.release)) {
    // A skipped release keeps its outcome: nothing has been done with it.
    if (release.outcome === 'skipped') continue
    after.set(release.name, nextUpdate(run, ended, release, before.get(release.name)))
    // A release that nobody has named may be the same.
    if (isApplication(release.name) && (after.get('')?.runReceivedMs ?? Infinity) <= run.runReceivedMs) after.delete('')
  }
  return bounded(after)
}

/** The same, without times that lie after `nowMs`. */
export const pastUpdate = (update: StoredUpdate, nowMs: number): StoredUpdate => withSuccesses(
  { ...update, finishedMs: Math.min(update.finishedMs, nowMs), runReceivedMs: Math.min(update.runReceivedMs, nowMs) },
  update.lastSuccessMs === undefined ? undefined : Math.min(update.lastSuccessMs, nowMs),
  update.earlierSuccessMs === undefined ? undefined : Math.min(update.earlierSuccessMs, nowMs)
)
