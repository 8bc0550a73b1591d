import { installs } from '@mimamori/contract'
import { alertmanagerClient } from './alertmanager/alertmanager-client.ts'
import { createSilences } from './alertmanager/silences.ts'
import type { RunnerClock } from '../platform/clock.ts'
import { collectorClient } from '../collector/collector-client.ts'
import { recordQueueChange } from './collector/queue-sender.ts'
import { endMessage } from './collector/run-messages.ts'
import { runSender } from './collector/run-sender.ts'
import { annotateRun } from './grafana/annotate-run.ts'
import { annotationFiles } from './grafana/annotation-files.ts'
import { grafanaOf } from './grafana/grafana-client.ts'
import { actionOf } from '../plan/action.ts'
import type { Plan } from '../plan/plan.ts'
import { reportTimeoutMs } from '../platform/wait-at-most.ts'
import type { Settings } from '../settings/settings.ts'
import type { StateDirectory } from '../state/state-directory.ts'
import type { RunText } from '../text/run-text.en.ts'
import { textOf } from '../plan/run-text-of.ts'
import { reportToAll, type RunReporter } from './run-reporter.ts'
import { toAlertmanager } from './to-alertmanager.ts'
import { warnOnce } from '../platform/warn-once.ts'

export interface RunReporterOptions {
  readonly plan: Plan
  readonly settings: Settings
  readonly state: StateDirectory
  readonly clock: RunnerClock
  readonly text: RunText
  /** Called at most once for each of the three, and once if something could not be stored for them. */
  readonly warn: (message: string) => void
}

/** The sender reads the states of hosts from the run's events file. */
const forCollector = ({ plan, settings, state, clock, text, warn }: RunReporterOptions): Partial<RunReporter> => {
  const sender = runSender({
    run: plan.run, state, client: collectorClient(settings), clock, warn: warnOnce(warn, text.warnings.collector)
  })
  return {
    start: () => { sender.start() },
    queue: () => { recordQueueChange(state) },
    end: (runResult) => sender.end(endMessage(runResult))
  }
}

const forAlertmanager = (
  { plan: { run }, settings: { alertmanagerUrl, deadlineSeconds }, clock, text, warn }: RunReporterOptions
): Partial<RunReporter> =>
  alertmanagerUrl === undefined
    ? {}
    : toAlertmanager(createSilences({
        client: alertmanagerClient(alertmanagerUrl), clock, run, deadlineSeconds, warn: warnOnce(warn, text.warnings.alertmanager)
      }))

const forGrafana = ({ plan, settings, state, clock, text, warn }: RunReporterOptions): Partial<RunReporter> => {
  const { run, startedAt, revision } = plan
  const action = actionOf(plan)
  const client = grafanaOf(settings)
  return client === undefined ? {} : annotateRun({
    run: {
      id: run, title: installs(action) ? undefined : text.actions[action].title, startMs: Date.parse(startedAt), revision,
      link: `${settings.publicUrl ?? settings.collectorUrl}/admin/updates/${run}`
    },
    files: annotationFiles(state.annotations),
    client,
    text: textOf(plan, text),
    warn: warnOnce(warn, text.warnings.grafana),
    clock
  })
}

/**
 * Reports a run to the collector, Alertmanager and Grafana; in check mode to nobody: nothing has changed, and "updated" would be untrue.
 */
export const runReporter = (options: RunReporterOptions): RunReporter => reportToAll(
  options.plan.check ? [] : [forCollector, forAlertmanager, forGrafana].map((make) => make(options)),
  { timeoutMs: reportTimeoutMs, warn: warnOnce(options.warn, options.text.warnings.notKept) }
)
