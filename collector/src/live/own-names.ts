const own = /^(?:mimamori_(?:device|update|collector)_|scrape_|up$|ALERTS(?:_FOR_STATE)?$)/

/**
 * Whether a metric name is one that only the collector or Prometheus itself may give: a device that could write them
 * would decide what is said of it, or of others.
 */
export const isOwnName = (name: string): boolean => own.test(name)
