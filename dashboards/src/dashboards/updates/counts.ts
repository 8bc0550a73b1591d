import * as units from '@grafana/grafana-foundation-sdk/units'
import { agentsBehind } from '../../alerts/agents-behind.ts'
import { stat } from '../../grafana/panels/stat.ts'
import { instant } from '../../grafana/queries.ts'
import { chosen, inUse } from '../../grafana/selectors.ts'
import { always, atOrAbove, orangeAtOrAbove } from '../../grafana/thresholds.ts'
import { devicesWith } from '../../grafana/update-outcome.ts'
import type { UpdatesText } from '../../text/updates-text.ts'

// Each collector counts the runs that were reported to it, so the sum is the number of all runs.
const runsEnded = (outcomes: string) => instant(`sum(increase(mimamori_update_runs_total{outcome=~"${outcomes}"}[$__range])) or vector(0)`)

/** The outcomes of the last updates of the selected devices, and the runs in the shown time. */
export const counts = (text: UpdatesText) => [
  stat(text.running).unit(units.Short).thresholds(always('blue')).withTarget(instant('sum(mimamori_update_running) or vector(0)')),
  stat(text.runsSucceeded).unit(units.Short).decimals(0).thresholds(always('green')).withTarget(runsEnded('succeeded')),
  stat(text.runsFailed).unit(units.Short).decimals(0).thresholds(atOrAbove(1)).withTarget(runsEnded('failed|cancelled|interrupted')),
  stat(text.updated)
    .unit(units.Short)
    .thresholds(always('green'))
    .withTarget(instant(devicesWith('updated', 'unchanged'))),
  stat(text.failed)
    .unit(units.Short)
    .thresholds(atOrAbove(1))
    .withTarget(instant(devicesWith('failed'))),
  stat(text.rolledBack)
    .unit(units.Short)
    .thresholds(atOrAbove(1))
    .withTarget(instant(devicesWith('rolled_back'))),
  stat(text.unreachable)
    .unit(units.Short)
    .thresholds(orangeAtOrAbove(1))
    .withTarget(instant(devicesWith('unreachable'))),
  stat(text.agentsBehind)
    .unit(units.Short)
    .thresholds(orangeAtOrAbove(1))
    .withTarget(instant(`count(${inUse(agentsBehind(`${chosen}, `))}) or vector(0)`))
]
