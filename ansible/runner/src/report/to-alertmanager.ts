import type { HostItem } from '@mimamori/contract'
import type { Silences } from '../alertmanager/silences.ts'
import type { RunReporter } from './run-reporter.ts'

/** Silences each device in Alertmanager while it is being updated. */
export const toAlertmanager = (silences: Silences): Partial<RunReporter> => {
  const item = ({ state, host }: HostItem): void => {
    if (state === 'under_way') silences.begin(host)
    else silences.end(host)
  }
  return {
    item,
    end: () => silences.endAll()
  }
}
