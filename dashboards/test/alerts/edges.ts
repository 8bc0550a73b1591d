import { expectedAlert, type ExpectedTexts } from './expected-alert.ts'
import { collectorSeries } from './inventory-series.ts'
import { complaintsAbout, type Expectation, type Series } from './rule-test.ts'
import { notation, stay, type Values } from './values.ts'

/**
 * Where the condition of an alert is seen: in live series, in those that the inventory has of a fresh device, or in those that it always
 * has.
 */
export type SeenIn = 'live' | 'keyMetrics' | 'inventory'

/** Labels of pi-1's series as Prometheus has them: live, from the inventory, and with node_exporter's own label device, of a disk. */
export const live = 'job="node",instance="pi-1",device="pi-1",site="east",role="kiosk"'
export const inventory = 'job="mimamori-inventory",instance="server:8080",device="pi-1",site="east",role="kiosk"'
export const disk = (name: string): string => `job="node",instance="pi-1",device="${name}",site="east",role="kiosk"`

/** One alert, and pi-1 with what it is about: right at first, wrong from some minute on, and right again. */
export interface Edges {
  readonly alert: string
  readonly severity: 'critical' | 'warning'
  readonly seenIn: SeenIn
  /** The series that its condition reads, each with a value a step. */
  readonly series: Readonly<Record<string, Values>>
  /** Minutes from one value to the next; 1 unless given. */
  readonly everyMinutes?: number
  /** Steps: the last at which it is silent, the first at which it fires, and the first at which it has ended. */
  readonly silentAt: number
  readonly firesAt: number
  readonly endsAt: number
  /** Its labels beside severity, device, site and role. */
  readonly labels?: Readonly<Record<string, string>>
  /** The number that its text shows while it fires, if it shows one. */
  readonly value?: string
}

interface Scene {
  readonly edges: Edges
  /** How long all of it is, and for how much of that the collector answers. In steps. */
  readonly steps: number
  readonly answers?: number
  /** In the place of pi-1, in a role of its own. */
  readonly device?: string
  readonly paused?: boolean
  /** From when on what the condition reads is gone, and from when on the device no longer reports. */
  readonly goneAt?: number
  readonly silentAt?: number
  /** Whether this scrape fails, of the collector and of the device. */
  readonly misses?: (step: number) => boolean
}

const inPlaceOf = (text: string, device: string): string =>
  text.replaceAll('pi-1', device).replaceAll('role="kiosk"', `role="${roleOf(device)}"`)
const roleOf = (device: string): string => device === 'pi-1' ? 'kiosk' : device

/** The collector, and a device with the series of the case. While it reports, it is fresh and its live series are there. */
const seriesOf = ({
  edges: { series, seenIn }, steps, answers = steps, device = 'pi-1', paused = false, goneAt = steps, silentAt = steps,
  misses = () => false
}: Scene): Series => {
  const until = (values: Values, step: number): string => notation(values.slice(0, step), misses)
  // Two scrapes: the inventory may call a device fresh whose live series are gone, or that a restarted collector has not heard yet.
  const inventorySilentAt = seenIn === 'live' ? silentAt + 1 : silentAt
  const ofReport = (value: number): string => until(stay(Math.min(inventorySilentAt, steps), value), answers)
  const around: Series = {
    [`mimamori_device_state{${inventory},state="paused"}`]: until(stay(steps, paused ? 1 : 0), answers),
    [`mimamori_device_freshness{${inventory},freshness="fresh"}`]: until(
      [...stay(Math.min(inventorySilentAt, steps), 1), ...stay(Math.max(0, steps - inventorySilentAt), 0)],
      answers
    ),
    [`mimamori_device_memory_usage_ratio{${inventory}}`]: ofReport(0.5),
    [`mimamori_device_disk_usage_ratio{${inventory}}`]: ofReport(0.5),
    [`node_scrape_collector_success{${live},collector="time"}`]: until(stay(silentAt, 1), answers),
    ...Object.fromEntries(
      Object.entries(series).map(([name, values]) => [name, until(values, name.includes('pi-1') ? Math.min(goneAt, answers) : answers)])
    )
  }
  return {
    ...collectorSeries({
      up: notation([...stay(answers, 1), ...stay(steps - answers, 0)].map((value, step) => misses(step) ? 0 : value)),
      trusted: until(stay(answers, 1), answers)
    }),
    ...Object.fromEntries(Object.entries(around).map(([name, values]) => [inPlaceOf(name, device), values]))
  }
}

/**
 * Both edges, with a paused device beside; failed scrapes between them; a device that falls silent, and one whose series are gone although
 * it reports; and the collector stopped.
 */
export const complaintsAboutEdges = (edges: Edges): string => {
  const { alert, severity, seenIn, series, everyMinutes = 1, silentAt, firesAt, endsAt } = edges
  const firing = (texts: ExpectedTexts, device = 'pi-1'): Expectation['firing'][number] =>
    expectedAlert(
      alert,
      { severity, device, site: 'east', role: roleOf(device), ...edges.labels },
      { ...texts, page: `/admin/devices/${device}` }
    )
  const [seen, unseen] = [{ value: edges.value ?? '' }, {}]
  const at = (step: number, ...firing: Expectation['firing']): Expectation => ({ at: `${step * everyMinutes}m`, alert, firing })
  const steps = Math.max(...Object.values(series).map((values) => values.length))
  const goneAt = firesAt + 2
  // Late enough that what is counted over a time has run out.
  const last = steps - 1
  const falls = seenIn !== 'inventory'
  return complaintsAbout([
    {
      everyMinutes,
      series: { ...seriesOf({ edges, steps }), ...seriesOf({ edges, steps, device: 'pi-paused', paused: true }) },
      expectations: [at(0), at(silentAt), at(firesAt, firing(seen)), at(endsAt)]
    },
    {
      everyMinutes,
      series: {
        ...(falls && seriesOf({ edges, steps, device: 'pi-silent', goneAt, silentAt: goneAt })),
        ...seriesOf({ edges, steps, device: 'pi-changed', goneAt })
      },
      expectations: [
        at(firesAt, firing(seen, 'pi-changed'), ...(falls ? [firing(seen, 'pi-silent')] : [])),
        at(last, ...(falls ? [firing(unseen, 'pi-silent')] : []))
      ]
    },
    ...(everyMinutes > 1
      ? []
      : [
          {
            series: seriesOf({ edges, steps, misses: (step) => (firesAt - step) % 9 === 8 }),
            expectations: [at(firesAt, firing(seen))]
          }
        ]),
    {
      everyMinutes,
      series: seriesOf({ edges, steps, answers: goneAt }),
      expectations: [at(firesAt, firing(seen)), at(last, firing(unseen))]
    }
  ])
}
