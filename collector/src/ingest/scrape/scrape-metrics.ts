import { Counter, Histogram, type Registry } from '@prometheus-io/client'
import { scrapeFailureCodes, type ScrapeFailureCode } from '../../devices/freshness/scrape-failure.ts'

/** Counts the scrapes of devices that only expose, and how long they take. */
export const createScrapeMetrics = (registry: Registry): (outcome: ScrapeFailureCode | 'success', seconds: number) => void => {
  const registers = [registry]
  const scrapes = new Counter({
    name: 'mimamori_collector_scrapes_total',
    help: 'Scrapes of devices that have a scrape address, by outcome.',
    labelNames: ['outcome'],
    registers
  })
  const durations = new Histogram({
    name: 'mimamori_collector_scrape_duration_seconds',
    help: 'Time to scrape a device, from the request until its series are published.',
    buckets: [0.05, 0.1, 0.5, 1, 5, 10],
    registers
  })
  for (const outcome of ['success', ...scrapeFailureCodes] as const) scrapes.inc({ outcome }, 0)
  return (outcome, seconds) => {
    scrapes.inc({ outcome })
    durations.observe(seconds)
  }
}
