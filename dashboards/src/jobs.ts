/** The job labels that the scrape configuration gives and the rules select by. */
export const jobs = {
  collector: 'mimamori-collector',
  inventory: 'mimamori-inventory',
  /** Given by the collector's service discovery, so that node_exporter's dashboards find the devices. */
  devices: 'node'
} as const
