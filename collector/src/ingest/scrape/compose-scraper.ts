import { Counter, Histogram, type Registry as MetricRegistry } from '@prometheus-io/client'
import type { FastifyBaseLogger } from 'fastify'
import { type ScrapeFailureCode, scrapeFailureCodes } from '../../devices/freshness/scrape-failure.ts'
import type { Clock } from '../../platform/clock/clock.ts'
import type { Config } from '../../platform/config/settings.ts'
import { mayConnectTo } from '../../devices/registry/connectable-address.ts'
import type { Registry } from '../../devices/registry/registry.ts'
import type { ReportAcceptor } from '../accept-report.ts'
import type { CollectorMetrics } from '../../platform/metrics/collector-metrics.ts'
import { createScraper, type Scraper } from './scraper.ts'

/** Counts the scrapes of devices that only expose, and how long they take. */
const createScrapeMetrics = (registry: MetricRegistry): (outcome: ScrapeFailureCode | 'success', seconds: number) => void => {
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

export type MayScrape = (address: string) => boolean

interface Deps {
  readonly config: Pick<Config, 'reportIntervalSeconds' | 'maxBodyBytes'>
  readonly clock: Clock
  readonly registry: Pick<Registry, 'all' | 'get'>
  readonly reports: Pick<ReportAcceptor, 'scraped'>
  readonly collectorMetrics: CollectorMetrics
  readonly log: FastifyBaseLogger
  /** Addresses of the network by default; the exporters of a test are on this machine. */
  readonly mayScrape?: MayScrape
}

const ofTheNetwork: MayScrape = (address) => mayConnectTo(address, { allowLoopback: false })

/** The scraper of devices that only expose, not yet started. */
export const composeScraper = (
  { config, clock, registry, reports, collectorMetrics, log, mayScrape = ofTheNetwork }: Deps
): Scraper => createScraper({
  clock,
  intervalMs: config.reportIntervalSeconds * 1000,
  maxCompressedBytes: config.maxBodyBytes,
  devices: () => registry.all(),
  device: (id) => registry.get(id),
  accept: (scraped) => reports.scraped(scraped),
  mayScrape,
  observe: createScrapeMetrics(collectorMetrics),
  onError: (error) => { log.error({ err: error }, 'device not scraped') }
})
