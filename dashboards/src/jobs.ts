/** The job labels that the scrape configuration gives and the rules select by. */
export const jobs = {
  collector: 'mimamori-collector',
  inventory: 'mimamori-inventory',
  /** Given by the collector's service discovery, so that node_exporter's dashboards find the devices. */
  devices: 'node',
  /** Late samples, which the collector writes at the times at which devices measured them. */
  backfill: 'device_backfill'
} as const

/** For live metrics over a range: without it a rule would fire for what happened while the device could not report. */
export const notLate = `job!="${jobs.backfill}"`
