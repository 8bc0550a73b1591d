import { relative } from 'node:path'
import type { HostItem, UpdateStart } from '@mimamori/contract'
import { alertmanagerClient } from '../alertmanager/alertmanager-client.ts'
import { createSilences, type Silences } from '../alertmanager/silences.ts'
import { instant, type Clock } from '../clock.ts'
import { collectorClient } from '../collector/collector-client.ts'
import { queueMessage } from '../collector/queue-message.ts'
import { collectorReporter, type CollectorReporter } from '../collector/report-to-collector.ts'
import { openSpool } from '../collector/spool.ts'
import { annotateRun, type RunAnnotations } from '../grafana/annotate-run.ts'
import { annotationFiles } from '../grafana/annotation-files.ts'
import { grafanaOf } from '../grafana/grafana-client.ts'
import { ansibleDirectory } from '../places.ts'
import type { Plan } from '../plan/plan.ts'
import type { Settings } from '../settings/settings.ts'
import type { StateDirectory } from '../state/state-directory.ts'
import type { RunText } from '../text/run-text.en.ts'
import type { RunReporter } from './run-reporter.ts'
import { reportSafely } from './report-safely.ts'
import { reportTimeoutMs, waitAtMost } from '../run/wait-at-most.ts'

export interface RunReporterOptions {
  readonly plan: Plan
  readonly settings: Settings
  readonly state: Pick<StateDirectory, 'spool' | 'annotations'>
  readonly clock: Clock
  readonly text: RunText
  /** Called at most once for each of the three. */
  readonly warn: (message: string) => void
}

/** How often it tries to deliver in between: the callback's items are taken only after the run's start. */
const deliverEveryMs = 3000

/** The collection's own playbooks are known by their short names. */
const playbookName = (playbook: string): string => {
  const short = relative(ansibleDirectory, playbook)
  return (short.startsWith('..') ? playbook : short).slice(-200)
}

const startMessage = ({ run, startedAt, playbook, release, revision, by, hosts }: Plan): UpdateStart => ({
  run, origin: 'runner', startedAt, playbook: playbookName(playbook), ...release !== undefined && { release }, ...revision !== undefined && { revision }, by, hosts: hosts.map(({ host }) => host)
})

interface Listeners { readonly collector: CollectorReporter, readonly silences: Silences, readonly annotations: RunAnnotations }

/** Those who get reports, each with the warning that is given once when it cannot be reached. */
const listeners = ({ plan, settings, state, clock, text, warn }: RunReporterOptions): Listeners => {
  const once = (format: (reason: string) => string): (reason: string) => void => {
    let hasWarned = false
    return (reason) => {
      if (!hasWarned) warn(format(reason))
      hasWarned = true
    }
  }
  const { alertmanagerUrl } = settings
  return {
    collector: collectorReporter({ spool: openSpool(state.spool), client: collectorClient(settings), warn: once(text.warnings.collector) }),
    silences: createSilences({
      client: alertmanagerUrl === undefined ? undefined : alertmanagerClient(alertmanagerUrl),
      clock, run: plan.run, deadlineSeconds: settings.deadlineSeconds, warn: once(text.warnings.alertmanager)
    }),
    annotations: annotateRun({
      files: annotationFiles(state.annotations),
      client: grafanaOf(settings),
      run: plan.run,
      startMs: Date.parse(plan.startedAt),
      revision: plan.revision,
      link: `${settings.publicUrl ?? settings.collectorUrl}/admin/updates/${plan.run}`,
      text,
      warn: once(text.warnings.grafana)
    })
  }
}

/** A run in check mode is reported to nobody: nothing has changed, and "updated" would be untrue. */
const nobody: RunReporter = { async start () {}, item () {}, results () {}, progress () {}, queue () {}, async end () {} }

export const runReporter = (options: RunReporterOptions): RunReporter => {
  const { plan, clock } = options
  if (plan.check) return nobody
  const { collector, silences, annotations } = listeners(options)
  let timer: NodeJS.Timeout | undefined

  const item = (one: HostItem): void => {
    if (one.state === 'under_way') return silences.begin(one.host)
    silences.end(one.host)
    // One that could not be reached is tried again, and marked at the end.
    if (one.outcome !== 'unreachable') annotations.mark(one)
  }

  return reportSafely({
    async start (counts) {
      collector.start(startMessage(plan))
      annotations.progress(clock.now(), counts)
      timer = setInterval(() => { void collector.deliver() }, deliverEveryMs).unref()
      await waitAtMost(collector.deliver(), reportTimeoutMs)
    },
    item,
    results (results) {
      collector.hosts(plan.run, results)
      for (const one of results) item(one)
    },
    progress (counts) {
      annotations.progress(clock.now(), counts)
    },
    queue: (queued) => { collector.queue(queueMessage(queued, instant(clock))) },
    async end ({ run, endedAt, outcome, message, counts, hosts }) {
      clearInterval(timer)
      const silencesEnded = silences.endAll()
      for (const one of hosts) if (one.outcome === 'unreachable') annotations.mark(one)
      annotations.end(Date.parse(endedAt), counts, outcome)
      collector.end(run, { endedAt, outcome, ...message !== undefined && { message: message.slice(0, 500) } })
      await waitAtMost(Promise.all([collector.deliver(), annotations.deliver(), silencesEnded]), reportTimeoutMs)
    }
  }, (reason) => { options.warn(options.text.warnings.notKept(reason)) })
}
