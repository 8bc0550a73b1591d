import * as units from '@grafana/grafana-foundation-sdk/units'
import { deviceLabels } from '../../device-labels.ts'
import { stat } from '../../grafana/panels/stat.ts'
import { instant } from '../../grafana/queries.ts'
import { chosen, ofDevices } from '../../grafana/selectors.ts'
import { always, atOrAbove, orangeAtOrAbove } from '../../grafana/thresholds.ts'
import { badOutcomes } from '../../grafana/update-outcome.ts'
import type { FleetText } from '../../text/fleet-text.ts'

const expectedAnd = (freshness: string): string =>
  `sum(${ofDevices('mimamori_device_freshness', { where: `freshness="${freshness}"` })} * ${ofDevices('mimamori_device_expected')})`

/** A device that has never reported is not late. */
const late = `sum(${ofDevices('mimamori_device_freshness', { where: 'freshness="late"' })} * ${ofDevices('mimamori_device_expected')} * (1 - ${ofDevices('mimamori_device_state', { where: 'state="pending"' })}))`

/** 0 if there is nothing to count. */
const orZero = (expr: string): string => `${expr} or vector(0)`

/** The number of devices by state, of firing alerts, failed updates and logged errors. */
export const counts = (text: FleetText) => [
  stat(text.expected)
    .unit(units.Short)
    .thresholds(always('text'))
    .withTarget(instant(orZero(`sum(${ofDevices('mimamori_device_expected')})`))),
  stat(text.online)
    .unit(units.Short)
    .thresholds(always('green'))
    .withTarget(instant(orZero(expectedAnd('fresh')))),
  stat(text.late)
    .unit(units.Short)
    .thresholds(orangeAtOrAbove(1))
    .withTarget(instant(orZero(late))),
  stat(text.silent)
    .unit(units.Short)
    .thresholds(atOrAbove(1))
    .withTarget(instant(orZero(expectedAnd('silent')))),
  stat(text.paused)
    .unit(units.Short)
    .thresholds(always('text'))
    .withTarget(instant(orZero(`sum(${ofDevices('mimamori_device_state', { where: 'state="paused"' })})`))),
  stat(text.alerts)
    .unit(units.Short)
    .thresholds(atOrAbove(1))
    .withTarget(instant(orZero('count(max without (job, instance) (ALERTS{alertstate="firing", severity=~"critical|warning"}))'))),
  stat(text.failedUpdates)
    .unit(units.Short)
    .thresholds(orangeAtOrAbove(1))
    .withTarget(instant(orZero(`sum(${ofDevices('mimamori_update_last_outcome', { where: `outcome=~"${badOutcomes}"` })})`))),
  stat(text.errors)
    .unit(units.Short)
    .thresholds(orangeAtOrAbove(1))
    .withTarget(instant(orZero(`sum(max by (${deviceLabels}) (increase(mimamori_device_log_lines_total{${chosen}, level="error"}[24h])))`)))
]
