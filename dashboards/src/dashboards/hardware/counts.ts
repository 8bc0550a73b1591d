import * as units from '@grafana/grafana-foundation-sdk/units'
import { stat } from '../../grafana/panels/stat.ts'
import { instant } from '../../grafana/queries.ts'
import { chosenLive, ofDevices } from '../../grafana/selectors.ts'
import { atOrAbove, orangeAtOrAbove } from '../../grafana/thresholds.ts'
import { limits } from '../../limits.ts'
import type { HardwareText } from '../../text/hardware-text.ts'

/** The number of devices with at least one series above a value. */
const devicesAbove = (metric: string, than: number, where = '') =>
  instant(`count(max by (instance) (${metric}{${chosenLive}${where}}) > ${than}) or vector(0)`)

/** The number of selected devices with each problem. */
export const counts = (text: HardwareText) => [
  stat(text.undervoltage)
    .unit(units.Short)
    .thresholds(atOrAbove(1))
    .withTarget(devicesAbove('mimamori_throttling_active', 0, ', condition="undervoltage"')),
  stat(text.throttled)
    .unit(units.Short)
    .thresholds(orangeAtOrAbove(1))
    .withTarget(devicesAbove('mimamori_throttling_active', 0, ', condition!="undervoltage"')),
  stat(text.hot)
    .unit(units.Short)
    .thresholds(atOrAbove(1))
    .withTarget(instant(`count(${ofDevices('mimamori_device_temperature_celsius')} >= ${limits.temperatureCelsius}) or vector(0)`)),
  stat(text.full)
    .unit(units.Short)
    .thresholds(atOrAbove(1))
    .withTarget(instant(`count(${ofDevices('mimamori_device_disk_usage_ratio')} >= ${limits.diskUsageRatio}) or vector(0)`)),
  stat(text.readOnly)
    .unit(units.Short)
    .thresholds(atOrAbove(1))
    .withTarget(instant(`count((
  max by (instance) (mimamori_root_filesystem_readonly{${chosenLive}})
  or min by (instance) (node_filesystem_readonly{${chosenLive}, mountpoint="/"})
) > 0) or vector(0)`)),
  stat(text.fileSystemErrors).unit(units.Short).thresholds(atOrAbove(1)).withTarget(devicesAbove('mimamori_ext4_errors_total', 0)),
  stat(text.unsynchronised)
    .unit(units.Short)
    .thresholds(orangeAtOrAbove(1))
    .withTarget(instant(`count(max by (instance) (mimamori_clock_synchronised{${chosenLive}}) == 0) or vector(0)`)),
  stat(text.rebootRequired).unit(units.Short).thresholds(orangeAtOrAbove(1)).withTarget(devicesAbove('mimamori_reboot_required', 0))
]
