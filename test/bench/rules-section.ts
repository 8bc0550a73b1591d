import { intervals } from '../../dashboards/src/intervals.ts'
import { measureRules, type Timed } from './rule-measurements.ts'
import { median } from './statistics.ts'
import { megabytes, milliseconds, percent, type Row, type Section } from './table.ts'

const [devices, evaluations, evaluateSeconds] = [1000, 8, 12]
const slowest = 5
const grouped = (count: number): string => count.toLocaleString('en-US')

const slowestOf = (timed: readonly Timed[]): readonly Timed[] =>
  timed.toSorted((a, b) => median(b.seconds) - median(a.seconds)).slice(0, slowest)
const rowOf = (what: string, { name, seconds }: Timed): Row => ({ what: `${what} ${name}`, ours: milliseconds(median(seconds)), peer: '' })

/** What evaluating all alerts costs Prometheus, and what the panels ask. */
export const rulesSection = async (directory: string, say: (line: string) => void): Promise<Section> => {
  const { group, cpuSeconds, rules, panels, series, pastSamples, anonymousBytes } = await measureRules({
    directory,
    devices,
    evaluations,
    evaluateSeconds,
    say
  })
  const share = cpuSeconds / intervals.evaluateSeconds
  return {
    title: 'The alerts of 1,000 devices in Prometheus',
    method:
      `Debian’s Prometheus with our configuration, rules and flags scrapes ${grouped(devices)} devices at a collector that gets a report of each a minute, ${grouped(series)} series of devices in all. The hours that rules read are there from the start, as blocks of ${(pastSamples / 1e6).toFixed(1)} million samples at the intervals of scraping. ` +
      `Every ${evaluateSeconds} s, instead of ${intervals.evaluateSeconds}, all rules are evaluated, one after the other, ${evaluations} times. CPU is what Prometheus needs more for one evaluation than in as long a time without rules, and its share is of one core and of the interval of ${intervals.evaluateSeconds} s. Times are medians, as Prometheus measures them itself while it scrapes. Few alerts fire. Panels: each question that a dashboard asks about this moment and all devices, three times, over HTTP; the medians of the slowest.`,
    peer: '',
    rows: [
      { what: `CPU for one evaluation of all ${rules.length} rules`, ours: milliseconds(cpuSeconds), peer: '' },
      // Half of the interval where a core is five times slower.
      { what: 'share of a core', ours: percent(share), peer: '', budget: { text: 'at most 10%', isKept: share <= 0.1 } },
      { what: 'time from its beginning to its end', ours: milliseconds(median(group.seconds)), peer: '' },
      ...slowestOf(rules).map((rule) => rowOf('rule', rule)),
      ...slowestOf(panels).map((panel) => rowOf('panel', panel)),
      { what: 'anonymous memory of Prometheus', ours: megabytes(anonymousBytes), peer: '' }
    ]
  }
}
