import { Counter, Gauge, type Registry } from '@prometheus-io/client'
import type { Updates } from './updates.ts'

/** Update runs of the whole fleet, as on the disk at the time of the scrape. */
export const registerUpdateMetrics = (metrics: Registry, updates: Pick<Updates, 'totals' | 'running'>): void => {
  const registers = [metrics]
  const counter = (name: string, help: string, read: () => Readonly<Record<string, number>>) => new Counter({
    name,
    help,
    labelNames: ['outcome'],
    registers,
    collect () {
      this.reset()
      for (const [outcome, total] of Object.entries(read())) this.inc({ outcome }, total)
    }
  })
  counter('mimamori_update_hosts_total', 'Outcomes of hosts in update runs, one for each attempt.', () => updates.totals.hosts)
  counter(
    'mimamori_update_runs_total',
    'Update runs that have ended, by outcome; a run is counted again if a late result changes its outcome.',
    () => updates.totals.runs
  )
  new Gauge({
    name: 'mimamori_update_running',
    help: 'Number of update runs in progress.',
    registers,
    collect () {
      this.set(updates.running)
    }
  })
}
