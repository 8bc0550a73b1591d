import { deviceLabels } from '../device-labels.ts'
import { jobs } from '../jobs.ts'
import { answers, ofCollector } from './last-samples.ts'

/** A series that exists while a condition can be evaluated: while it is absent, the absence of the condition says nothing. */
export interface Evidence {
  /** `device` if each device has its own. */
  readonly on: '' | 'device'
  readonly expr: string
}

const inventoryAnswers = answers(jobs.inventory)
const keyMetrics = ['mimamori_device_memory_usage_ratio', 'mimamori_device_disk_usage_ratio', 'mimamori_device_temperature_celsius']

export const evidence = {
  /** For a device's live series, which come and go together, since one scrape brings them all. */
  live: { on: 'device', expr: 'device:node_scrape_collector_success:count' },
  /**
   * For the values that the inventory derives from the report of any agent: they are on one page, and all gone while the device is not
   * fresh.
   */
  keyMetrics: { on: 'device', expr: `group by (device) (${keyMetrics.map((name) => ofCollector(name)).join(' or ')})` },
  /** For conditions that count only while the device reports. */
  fresh: { on: 'device', expr: `min by (device) (${ofCollector('mimamori_device_freshness{freshness="fresh"}')}) == 1` },
  /** For the series of the inventory, which every device has while the collector can be scraped. */
  inventory: { on: '', expr: inventoryAnswers },
  /** For the collector's series of its own. */
  collector: { on: '', expr: answers(jobs.collector) },
  /** For conditions on times, which also say nothing while the clock may be wrong. */
  inventoryAndClock: { on: '', expr: `${inventoryAnswers} and min(${ofCollector('mimamori_collector_clock_trusted')}) == 1` }
} as const satisfies Readonly<Record<string, Evidence>>

export interface Condition {
  /** The labels of the condition; by default those of a device. */
  readonly labels?: string | undefined
  /** A matcher for the series of this condition, if the alert has several. */
  readonly among?: string | undefined
  readonly evidence: keyof typeof evidence
  /** PromQL with exactly these labels, and with a value other than 0. */
  readonly expr: string
}

const unlessOff = '\nunless on (device) device:mimamori_device_state_off:max'

const indented = (expr: string): string => expr.trim().replace(/^/gm, '  ')

/**
 * A condition that does not resolve because it can no longer be seen: the series of a silent device are gone, and
 * after a failed scrape all are (grafana/grafana#128795), but the disk is still full. What fires then goes
 * on, with the value 0, until it can be seen again; until then, nothing starts. A device that is off on purpose has no alert.
 */
export const lastingCondition = (name: string, { labels = deviceLabels, among, evidence: needed, expr }: Condition): string => {
  const { on, expr: seen } = evidence[needed]
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
