import { alertmanagerClient } from '../../report/alertmanager/alertmanager-client.ts'
import { alertCheck } from './alert-check.ts'
import type { CollectorSettings } from '../../collector/ask-collector.ts'
import { collectorClient } from '../../collector/collector-client.ts'
import { reportCheck } from './report-check.ts'
import { healthCheck, type HealthCheckOptions } from './health-check.ts'
import { actionOf } from '../../plan/action.ts'
import { warnOnce } from '../../platform/warn-once.ts'
import type { Settings } from '../../settings/settings.ts'
import type { RunText } from '../../text/run-text.en.ts'
import type { ActiveRun } from '../active-run.ts'
import { latestResult } from '../../state/canary-results.ts'
import type { Check } from './soak.ts'

export interface CanaryWatchOptions {
  /** The run that it is of. */
  readonly work: Omit<HealthCheckOptions, 'text'> & { readonly settings: CollectorSettings & Pick<Settings, 'alertmanagerUrl'> }
  readonly run: Pick<ActiveRun, 'hostStates' | 'canaries'>
  readonly text: RunText
  readonly warn: (message: string) => void
}

/**
 * How a canary is watched: whether it reports to the collector, whether alerts fire for it, and, if it got a release of the inventory,
 * whether that still passes its checks. If one of the sources does not answer, this does not stop the run; it is logged once.
 */
export const canaryWatch = ({ work, run, text, warn }: CanaryWatchOptions): Check[] => {
  const { plan, settings } = work
  const lenient = (check: Check): Check => {
    const warnOfThis = warnOnce(warn, text.soak.unseen)
    return (hosts, stopped) => check(hosts, stopped).catch(({ message }: Error) => {
      warnOfThis(message)
      return undefined
    })
  }
  const freshBefore = new Set(plan.hosts.filter(({ connection }) => connection === 'fresh').map(({ host }) => host))
  // The collection's playbook cannot check a release that only a custom playbook defines, and not the inventory.
  const inventoryNames = new Set(
    actionOf(plan) !== 'update' ? [] : plan.hosts.filter(({ release }) => release !== undefined).map(({ host }) => host)
  )
  const gotRelease = (host: string): boolean => inventoryNames.has(host) && latestResult(run, host)?.toRevision !== undefined
  const checkHealth = healthCheck({ ...work, text: text.soak })
  return [
    lenient(reportCheck({ client: collectorClient(settings), freshBefore, text: text.soak })),
    ...settings.alertmanagerUrl === undefined ? [] : [
      lenient(alertCheck({ client: alertmanagerClient(settings.alertmanagerUrl), since: plan.startedAt, text: text.soak }))
    ],
    lenient(async (hosts, stopped) => await checkHealth(hosts.filter(gotRelease), stopped))
  ]
}
