import type { HostItem } from '@mimamori/contract'
import type { Silences } from './alertmanager/silences.ts'
import { soakStep } from '../state/canary-results.ts'
import type { RunReporter } from './run-reporter.ts'

/** Silences each device in Alertmanager while it is being updated, and not while it is only watched. */
export const toAlertmanager = (silences: Silences): Partial<RunReporter> => {
  const item = ({ state, host, step }: HostItem): void => {
    if (state === 'under_way' && step !== soakStep) silences.begin(host)
    else silences.end(host)
  }
  return {
    item,
    end: () => silences.endAll()
  }
}
