import type { AlertName } from '../../src/text/text.ts'
import { collectorSeries, inventoryOf } from './inventory-series.ts'
import { complaintsAbout, pageAt, runbookOf, type Expectation, type Scene, type Series } from './rule-test.ts'
import { notation, stay, type Values } from './values.ts'

/** Where the condition of an alert is seen: in live series, in those that the inventory has of a fresh device, or in those that it always has. */
export type SeenIn = 'live' | 'keyMetrics' | 'inventory'

/** Labels of pi-1's series as Prometheus has them: live, from the inventory, and with node_exporter's own label device, of a disk. */
export const live = 'job="node",instance="pi-1",device="pi-1",site="east",role="kiosk"'
export const inventory = 'job="mimamori-inventory",instance="server:8080",device="pi-1",site="east",role="kiosk"'
export const disk = (name: string): string => `job="node",instance="pi-1",device="${name}",site="east",role="kiosk"`

export interface Texts { readonly en: string, readonly ja: string }

/** How every text about a device that can no longer be seen goes on. */
export const unknown: Texts = { en: 'when it last reported; its present state is unknown.', ja: '現在の状態は確認できません。' }

/** One alert, and pi-1 with what it is about: right at first, wrong from some minute on, and right again. */
export interface Edges {
  readonly alert: AlertName
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
  readonly summary: Texts
  readonly firing: Texts
  /** What it says of a device that can no longer be seen. */
  readonly remembered: Texts
}

const lengthOf = ({ series }: Edges): number => Math.max(...Object.values(series).map((values) => values.length))

const cut = (series: Edges['series'], step: number): Series => Object.fromEntries(Object.entries(series).map(([name, values]) => [name, notation(values.slice(0, step))]))

interface Around {
  /** For how many steps the device reports. Its live series and the inventory are two scrapes, and the inventory's may come later. */
  readonly seen?: number
  readonly inventorySeen?: number
  /** For how many steps the collector answers. */
  readonly answers?: number
  readonly paused?: boolean
}

/** The collector and pi-1 around the series of the case. A device that is seen is fresh, and its live series are there. */
const around = (steps: number, { seen = steps, inventorySeen = seen, answers = steps, paused = false }: Around = {}): Series => ({
  ...collectorSeries({ up: notation([...stay(answers, 1), ...stay(steps - answers, 0)]), trusted: notation(stay(answers, 1)) }),
  ...inventoryOf({ device: 'pi-1', lastSeen: notation(stay(answers, 0)), state: paused ? 'paused' : 'active', minutes: answers - 1 }),
  [`mimamori_device_freshness{${inventory},freshness="fresh"}`]: notation([...stay(Math.min(inventorySeen, answers), 1), ...stay(Math.max(0, answers - inventorySeen), 0)]),
  [`mimamori_device_memory_usage_ratio{${inventory}}`]: notation(stay(Math.min(inventorySeen, answers), 0.5)),
  [`mimamori_device_disk_usage_ratio{${inventory}}`]: notation(stay(Math.min(inventorySeen, answers), 0.5)),
  [`node_scrape_collector_success{${live},collector="stat"}`]: notation(stay(Math.min(seen, answers), 1))
})

/** Both edges; then the same with the device silent, with the collector stopped, with the series gone from a device that reports, and with the device paused. */
export const complaintsAboutEdges = (edges: Edges): string => {
  const { alert, severity, seenIn, series, everyMinutes = 1, silentAt, firesAt, endsAt } = edges
  const at = (step: number, texts?: Texts): Expectation => ({
    at: `${step * everyMinutes}m`,
    alert,
    firing: texts === undefined ? [] : [{
      labels: { severity, device: 'pi-1', site: 'east', role: 'kiosk', ...edges.labels },
      annotations: {
        summary: edges.summary.en,
        description: texts.en,
        summary_ja: edges.summary.ja,
        description_ja: texts.ja,
        runbook_url: runbookOf(alert),
        dashboard_url: pageAt('/admin/devices/pi-1')
      }
    }]
  })
  const steps = lengthOf(edges)
  const gone = firesAt + 2
  // What is counted over a time goes on for as long, also of a device that is gone.
  const later = steps - 1
  const scene = (given: Partial<Scene>): Scene => ({ everyMinutes, series: {}, expectations: [], ...given })
  return complaintsAbout([
    scene({ series: { ...around(steps), ...cut(series, steps) }, expectations: [at(0), at(silentAt), at(firesAt, edges.firing), at(endsAt)] }),
    ...seenIn === 'inventory' ? [] : [scene({ series: { ...around(steps, { seen: gone, ...seenIn === 'live' && { inventorySeen: gone + 1 } }), ...cut(series, gone) }, expectations: [at(firesAt, edges.firing), at(later, edges.remembered)] })],
    scene({ series: { ...around(steps, { answers: gone }), ...cut(series, gone) }, expectations: [at(firesAt, edges.firing), at(later, edges.remembered)] }),
    scene({ series: { ...around(steps), ...cut(series, gone) }, expectations: [at(firesAt, edges.firing), at(later)] }),
    scene({ series: { ...around(steps, { paused: true }), ...cut(series, steps) }, expectations: [at(firesAt), at(later)] })
  ])
}
