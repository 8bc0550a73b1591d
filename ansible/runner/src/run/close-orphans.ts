import { renameSync, rmSync } from 'node:fs'
import { isSuccess, type HostFinished, type HostState } from '@mimamori/contract'
import type { RunnerClock } from '../platform/clock.ts'
import { readHostItem } from '../state/host-item.ts'
import { countHosts, createHostStates, resultOf } from '../state/host-states.ts'
import { isPlan, type Plan } from '../plan/plan.ts'
import type { Settings } from '../settings/settings.ts'
import { openRunLog, readRunLog, warnInto } from '../state/run-log.ts'
import { readOrSetAside } from '../platform/files/json-file.ts'
import { readJsonLines } from '../platform/files/json-lines.ts'
import type { StateDirectory } from '../state/state-directory.ts'
import { runText } from '../text/runner-text.ts'
import type { Stopped } from './gate.ts'
import { openRuns } from '../state/runs.ts'
import { finishRun } from './finish-run.ts'
import { runnerResult, resultWriter } from './results.ts'
import { runReporter } from '../report/report-run.ts'

export interface CloseOrphansOptions {
  /** Call it with the lock: then a run without a result has no runner. */
  readonly state: StateDirectory
  readonly settings: Settings
  readonly clock: RunnerClock
  /** A run that is just beginning. */
  readonly except?: string
  /** Called with the reason if the plan of a run cannot be read: it is set aside, so that it does not block others. */
  readonly onSetAside: (reason: string) => void
}

const lastSignOfLife = (plan: Plan, times: readonly string[]): string =>
  times.reduce((latest, at) => at > latest ? at : latest, plan.startedAt)

/** Ends one run whose runner died: a host without a result has failed if it was in progress, and was skipped otherwise. */
const closeOrphan = async (run: string, { state, settings, clock, onSetAside }: CloseOrphansOptions): Promise<void> => {
  const files = state.run(run)
  let isBad = false
  const plan = readOrSetAside(files.plan, isPlan, (reason) => {
    isBad = true
    onSetAside(reason)
  })
  if (!plan) {
    if (isBad) renameSync(files.directory, `${files.directory}.bad`)
    // It died before it had begun.
    else rmSync(files.directory, { recursive: true })
    return
  }
  const text = runText(plan.language)
  const items = readJsonLines(files.events).flatMap((line) => readHostItem(line) ?? [])
  const records = readRunLog(files.log)
  const hostStates = createHostStates(plan.hosts.map(({ host }) => host))
  for (const item of items) hostStates.take(item)
  const canaries = createHostStates(plan.hosts.map(({ host }) => host))
  for (const line of readJsonLines(files.canaryEvents)) {
    const item = readHostItem(line)
    if (item) canaries.take(item)
  }
  const endedAt = lastSignOfLife(plan, [...items, ...records].map(({ at }) => at))
  const log = openRunLog(files.log, clock)
  const reporter = runReporter({ plan, settings, state, clock, text, warn: warnInto(log) })
  // A run that died while it waited for its time has not reported its start. Reporting the same start again changes nothing.
  reporter.start(countHosts(hostStates.all()))

  const inBatches = new Set(records.flatMap((record) => record.type === 'batch' ? record.hosts : []))
  const watched = (host: string): HostFinished | undefined => {
    const result = resultOf(canaries.of(host))
    return result && isSuccess(result.outcome) ? {
      ...result, outcome: 'failed', step: 'soak', message: text.interruptedSoak,
      ...result.releases && { releases: result.releases.map((one) => ({ ...one, outcome: 'failed' })) }
    } : result
  }
  const result = (hostState: HostState): HostFinished => watched(hostState.host) ?? runnerResult(hostState, {
    at: endedAt,
    attempt: Math.max(1, hostState.attempt),
    // A callback that could not open the events file has reported to the collector itself, which may know more.
    presumed: true,
    ...hostState.attempt > 0 || inBatches.has(hostState.host) ? {
      outcome: 'failed', message: text.interruptedUnderWay
    } : { outcome: 'skipped', message: text.interruptedBefore }
  })
  resultWriter({
    plan, eventsFile: files.events, hostStates, reporter
  })(hostStates.all().filter(({ state }) => state !== 'finished').map(result))

  // The run may have ended, and its runner died only while reporting.
  const ended = records.findLast((record) => record.type === 'ended')
  const stopped: Stopped | undefined = ended
    ? ended.message === undefined ? undefined : { outcome: ended.outcome, message: ended.message }
    : { outcome: 'interrupted', message: text.interrupted }
  await finishRun({ plan, state, hostStates, stopped, endedAt, log, reporter })
}

/** Closes the runs of dead runners: each gets a true result, and is reported. */
export const closeOrphans = async (options: CloseOrphansOptions): Promise<void> => {
  for (const run of openRuns(options.state)) if (run !== options.except) await closeOrphan(run, options)
}
