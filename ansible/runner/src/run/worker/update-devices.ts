import { timestamp } from '../../platform/clock.ts'
import { collectorClient } from '../../collector/collector-client.ts'
import { askConnections } from '../../collector/connection.ts'
import { countHosts, createHostStates, type HostStates } from '../../state/host-states.ts'
import { goBack } from '../playbook/go-back.ts'
import { batchRunner } from '../playbook/run-batch.ts'
import { runReporter } from '../../report/report-run.ts'
import type { ActiveRun } from '../active-run.ts'
import { beforeSoak } from '../../state/canary-results.ts'
import { canarySoak } from '../canary/canary-soak.ts'
import { canaryTakeBack } from '../canary/canary-take-back.ts'
import { deviceAnswers } from '../canary/device-answers.ts'
import { canaryWatch } from '../canary/canary-watch.ts'
import { finishRun } from '../finish-run.ts'
import { hostRenewal } from '../host-renewal.ts'
import { addRefusals, refusalsOf } from '../../state/refusals.ts'
import { resultWriter } from '../results.ts'
import { rollOut } from '../rollout.ts'
import type { RunResult } from '../../state/run-result.ts'
import type { Waiting } from '../waiting.ts'
import { writeJsonFile } from '../../platform/files/json-file.ts'
import { appendJsonLines } from '../../platform/files/json-lines.ts'
import { warnInto, type RunLog } from '../../state/run-log.ts'
import { runText } from '../../text/runner-text.ts'
import type { CancelWatch } from './watch-for-cancel.ts'
import type { WorkOptions } from './work-options.ts'

export interface UpdateDevicesOptions {
  /** With the plan as it was started. */
  readonly work: WorkOptions
  readonly log: RunLog
  readonly cancel: CancelWatch
  readonly waiting: Waiting
  /** Runs that are over, for the devices to know. */
  readonly closedRuns: readonly string[]
}

/** Carries out a started plan: afterwards every host has a result, and everything is reported. */
export const updateDevices = async ({ work, log, cancel, waiting, closedRuns }: UpdateDevicesOptions): Promise<RunResult> => {
  const { plan, settings, state, clock } = work
  const files = state.run(plan.run)
  const text = runText(plan.language)
  const warn = warnInto(log)
  const [hostStates, canaries] = [0, 1].map(() => createHostStates(plan.hosts.map(({ host }) => host))) as [HostStates, HostStates]
  const reporter = runReporter({ plan, settings, state, clock, text, warn })
  const run: ActiveRun = {
    plan, hostStates, canaries, log, addResults: resultWriter({ plan, eventsFile: files.events, hostStates, reporter }),
    cancelled: cancel.signal, clock, text
  }
  const renewal = hostRenewal({
    run,
    takeHasWaited: () => waiting.takeHasWaited(),
    askConnections: () => askConnections(collectorClient(settings)),
    storePlan: (changed) => { writeJsonFile(files.plan, changed) }
  })
  let hasStrangeLines = false
  const runBatch = batchRunner({
    work, closedRuns,
    onItem (item, { isWatched }) {
      if (isWatched && !canaries.take(item)) return
      const published = isWatched ? beforeSoak(item) : item
      if (isWatched) appendJsonLines(files.events, [published])
      if (hostStates.take(published)) reporter.item(published)
    },
    onStrangeLine () {
      if (!hasStrangeLines) warn(text.warnings.events)
      hasStrangeLines = true
    }
  })
  const checks = canaryWatch({ work, run, text, warn })
  reporter.start(countHosts(hostStates.all()))
  const stopped = await rollOut({
    run,
    steps: {
      hold: () => waiting.hold(),
      renew: renewal.renew,
      stillInUse: renewal.stillInUse,
      async runBatch (...batch) {
        const end = await runBatch(...batch)
        cancel.check()
        return end
      },
      soak: canarySoak({
        run, checks, answers: deviceAnswers(work),
        onFound (results, finding) {
          const refusals = refusalsOf(plan, results, finding, timestamp(clock))
          addRefusals(state.refusals, refusals, (reason) => { warn(text.warnings.setAside(reason)) })
        },
        takeBack: canaryTakeBack({ plan, goBack: goBack(work), text: text.soak }),
        onSoaked: () => { waiting.recordWait() }
      }),
      reportProgress: () => { reporter.progress(countHosts(hostStates.all())) }
    },
    retries: { count: settings.retries, pauseSeconds: settings.retryPauseSeconds }
  })
  return await finishRun({ plan: renewal.plan(), state, hostStates, stopped, endedAt: timestamp(clock), log, reporter })
}
