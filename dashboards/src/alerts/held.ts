import { deviceLabels } from '../device-labels.ts'
import { jobs } from '../jobs.ts'

/** What shows that a condition can be seen: while it is absent, the condition's absence says nothing. */
export interface Evidence {
  /** `device` where each device has its own. */
  readonly on: '' | 'device'
  readonly expr: string
}

const collectorAnswers = `min(up{job="${jobs.inventory}"}) == 1`

export const evidence = {
  /** A device's live series: they come and go together, in one scrape, so that this is there whenever they are. */
  live: { on: 'device', expr: 'device:node_scrape_collector_success:count' },
  /** The values that the inventory derives from a report, of any agent: on one page, and gone together while the device is not fresh. */
  keyMetrics: { on: 'device', expr: 'group by (device) (mimamori_device_memory_usage_ratio or mimamori_device_disk_usage_ratio or mimamori_device_temperature_celsius)' },
  /** For what counts only while the device reports. */
  fresh: { on: 'device', expr: 'min by (device) (mimamori_device_freshness{freshness="fresh"}) == 1' },
  /** The series of the inventory, there for every device while the collector can be scraped. */
  inventory: { on: '', expr: collectorAnswers },
  /** For what is computed from times: a clock that may be wrong says nothing either. */
  inventoryAndClock: { on: '', expr: `${collectorAnswers} and min(mimamori_collector_clock_trusted) == 1` }
} as const satisfies Readonly<Record<string, Evidence>>

export interface HeldOptions {
  /** The alert's name. */
  readonly name: string
  /** The labels of what is wrong; those of a device unless given. */
  readonly labels?: string
  /** A matcher of those that this condition is about, where the alert has several. */
  readonly among?: string
  readonly evidence: Evidence
  /** PromQL with exactly these labels, and with a value other than 0. */
  readonly expr: string
}

const unlessOff = '\nunless on (device) device:mimamori_device_state_off:max'

const indented = (expr: string): string => expr.trim().replace(/^/gm, '  ')

/**
 * A condition that does not end because it can no longer be seen: a device that falls silent takes its series with it, and
 * a scrape that fails takes all of them (grafana/grafana#128795), yet the disk is no less full for it. What fires then goes
 * on, with the value 0, until it can be seen again; nothing begins meanwhile. A device that is off on purpose raises nothing.
 */
export const held = ({ name, labels = deviceLabels, among, evidence: { on, expr: seen }, expr }: HeldOptions): string => {
  const unlessDeviceIsOff = labels.startsWith(deviceLabels) ? unlessOff : ''
  const remembered = `
0 * max by (${labels}) (ALERTS{alertname="${name}", alertstate="firing"${among === undefined ? '' : `, ${among}`}})
unless on (${on}) (${seen})${unlessDeviceIsOff}`
  return `
(
${indented(expr)}
)${unlessDeviceIsOff}
or
# What fires goes on, with the value 0, while it cannot be seen.
(
${indented(remembered)}
)
`
}
