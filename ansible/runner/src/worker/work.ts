import { mkdirSync } from 'node:fs'
import { instant, type Clock } from '../clock.ts'
import { collectorClient } from '../collector/collector-client.ts'
import { askConnections, type KnownDevice } from '../collector/connection.ts'
import { countHosts, createHostStates } from '../events/host-states.ts'
import type { Plan } from '../plan/plan.ts'
import { renewedPlan } from '../plan/renewed-plan.ts'
import { batchRunner } from '../playbook/run-batch.ts'
import { markOf } from '../process/process-mark.ts'
import { closeOrphans } from '../run/close-orphans.ts'
import { rollOut } from '../run/rollout.ts'
import { finishRun } from '../run/finish-run.ts'
import { forgetOldRuns } from '../run/forget-old-runs.ts'
import { closedRuns } from '../run/runs.ts'
import { canaryWatch } from '../run/canary-watch.ts'
import { readPins, withoutPinned } from '../run/pins.ts'
import { resultWriter } from '../run/results.ts'
import { soak } from '../run/soak.ts'
import { runReporter } from '../report/report-run.ts'
import type { RunResult } from '../run/run-result.ts'
import { holdUntilAllowed } from '../schedule/schedule.ts'
import type { Settings } from '../settings/settings.ts'
import { openRunLog, warnInto } from '../state/run-log.ts'
import { writeJsonFile } from '../state/json-file.ts'
import type { StateDirectory } from '../state/state-directory.ts'
import { runText } from '../text/runner-text.ts'
import { watchForCancel } from './watch-for-cancel.ts'

export interface WorkOptions {
  readonly plan: Plan
  readonly settings: Settings
  readonly state: StateDirectory
  readonly clock: Clock
  readonly ansibleDirectory: string
  /** The descriptor by which we hold the lock. */
  readonly lock: number
}

/** Carries out a run, from its first line on the disk to its result. */
export const work = async ({ plan: planned, settings, state, clock, ansibleDirectory, lock }: WorkOptions): Promise<RunResult> => {
  const files = state.run(planned.run)
  const text = runText(planned.language)
  const unreadablePins: string[] = []
  /** From now on: somebody may have looked at the plan for long, or have pinned a device since, and it may have waited for its time. */
  const begun = (known?: ReadonlyMap<string, KnownDevice>): Plan => {
    const pins = readPins(state.pins, (reason) => { unreadablePins.push(reason) })
    const held = withoutPinned({ ...planned, startedAt: instant(clock) }, pins)
    const plan = known ? renewedPlan(held, known) : held
    writeJsonFile(files.plan, plan)
    return plan
  }
  mkdirSync(files.directory, { mode: 0o750 })
  begun()
  const log = openRunLog(files.log, clock)
  const warn = warnInto(log)
  log({ type: 'started', worker: markOf(process.pid) })
  await closeOrphans({ state, settings, clock, except: planned.run, onSetAside: (reason) => { warn(text.warnings.setAside(reason)) } })
  // The devices learn of a dead one even if its files are kept no longer.
  const over = closedRuns(state)
  forgetOldRuns(state, settings.keepRuns)

  const cancel = watchForCancel(files.cancel)
  try {
    let hasWaited = false
    const hold = (): Promise<void> => holdUntilAllowed({
      schedule: planned, clock, cancelled: cancel.signal,
      onWait ({ reason, untilMs }) {
        hasWaited = true
        log({ type: 'held', reason, until: new Date(untilMs).toISOString() })
      }
    })
    await hold()
    // Where the collector does not say, they are as they were.
    const plan = begun(hasWaited ? await askConnections(collectorClient(settings)).catch(() => undefined) : undefined)
    for (const reason of unreadablePins) warn(text.warnings.setAside(reason))
    const hostStates = createHostStates(plan.hosts.map(({ host }) => host))
    const reporter = runReporter({ plan, settings, state, clock, text, warn })
    const addResults = resultWriter({ eventsFile: files.events, hostStates, reporter })
    let hasStrangeLines = false
    const runBatch = batchRunner({
      plan, settings, state, ansibleDirectory, closedRuns: over, lock,
      onItem: (item) => { if (hostStates.take(item)) reporter.item(item) },
      onStrangeLine () {
        if (!hasStrangeLines) warn(text.warnings.events)
        hasStrangeLines = true
      }
    })
    const looks = canaryWatch({ plan, settings, state, hostStates, ansibleDirectory, lock, text, warn })
    await reporter.start(countHosts(hostStates.all()))
    const stopped = await rollOut({
      plan, hostStates, addResults, log, clock, text, hold,
      async runBatch (hosts, attempt) {
        const end = await runBatch(hosts, attempt)
        cancel.look()
        return end
      },
      async soak (hosts) {
        if (plan.soakMinutes === undefined || plan.check) return undefined
        log({ type: 'soaking', minutes: plan.soakMinutes, hosts })
        return await soak({ minutes: plan.soakMinutes, hosts, looks, clock, cancelled: cancel.signal })
      },
      cancelled: cancel.signal,
      retries: settings.retries,
      retryPauseSeconds: settings.retryPauseSeconds,
      onWaveEnd: () => { reporter.progress(countHosts(hostStates.all())) }
    })
    return await finishRun({ plan, state, hostStates, stopped, endedAt: instant(clock), log, reporter })
  } finally {
    cancel.close()
  }
}
