import * as units from '@grafana/grafana-foundation-sdk/units'
import { deviceLabels } from '../../device-labels.ts'
import type { Context } from '../../grafana/dashboard.ts'
import { deviceStatus, statusWords } from '../../grafana/device-status.ts'
import { keyMetrics } from '../../grafana/key-metrics.ts'
import { stat } from '../../grafana/panels/stat.ts'
import { instant } from '../../grafana/queries.ts'
import { chosen, chosenLive, ofDevices } from '../../grafana/selectors.ts'
import { always, atOrAbove, orangeAtOrAbove } from '../../grafana/thresholds.ts'
import { limits } from '../../limits.ts'
import type { DeviceText } from '../../text/device-text.ts'

/** The device's current state, in eight numbers. */
export const now = (text: DeviceText, { common }: Context) => [
  stat(text.status)
    .unit(units.Short)
    .thresholds(always('text'))
    .mappings([statusWords(common)])
    .withTarget(instant(deviceStatus)),
  stat(text.lastSeen)
    .unit(units.Seconds)
    .decimals(0)
    .thresholds(atOrAbove(limits.silentAfterSeconds))
    .withTarget(instant(`time() - ${ofDevices('mimamori_device_last_seen_timestamp_seconds')}`)),
  // Both times are of the device's own clock, so the difference is right even if the clock is not.
  stat(text.uptime)
    .unit(units.Seconds)
    .decimals(1)
    .thresholds(always('text'))
    .withTarget(
      instant(`max by (instance) (node_time_seconds{${chosenLive}}) - max by (instance) (node_boot_time_seconds{${chosenLive}})`)
    ),
  ...(['cpu', 'memory', 'disk', 'temperature'] as const).map((name) => {
    const { expr, unit, decimals, thresholds } = keyMetrics[name]
    return stat(text[name]).unit(unit).decimals(decimals).thresholds(thresholds).withTarget(instant(expr))
  }),
  stat(text.errors)
    .unit(units.Short)
    .decimals(0)
    .thresholds(orangeAtOrAbove(1))
    .withTarget(instant(`max by (${deviceLabels}) (increase(mimamori_device_log_lines_total{${chosen}, level="error"}[24h]))`))
]
