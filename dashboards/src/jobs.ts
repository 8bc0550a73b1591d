/** The job labels, which the scrape configuration sets and the rules select. */
export const jobs = {
  collector: 'mimamori-collector',
  inventory: 'mimamori-inventory',
  /** Set by the collector's service discovery, so that node_exporter's dashboards find the devices. */
  devices: 'node',
  /** Late samples, which the collector writes with the times at which devices measured them. */
  backfill: 'device_backfill'
} as const

/** For ranges of live metrics: without it, a rule would fire for values from an outage. */
export const notLate = `job!="${jobs.backfill}"`
