import { intervals } from '../intervals.ts'
import { notLate, type jobs } from '../jobs.ts'

/**
 * Instant selectors that bridge missed scrapes: after a single one that failed, the series are stale, the condition is absent for one
 * evaluation, and the waiting time of every pending alert begins again.
 */
const lastOf = (selector: string, window: string): string => `last_over_time(${selector}[${window}])`

/** Series of the collector's own pages, `/metrics` and `/metrics/inventory`. */
export const ofCollector = (selector: string): string => lastOf(selector, intervals.bridgeCollector)

/** Live series of the devices, without late samples. */
export const ofDevices = (metric: string, matchers?: string): string =>
  lastOf(`${metric}{${matchers === undefined ? notLate : `${matchers}, ${notLate}`}}`, intervals.bridgeDevices)

/** Whether a page of the collector has answered lately, for as long as its series are bridged. */
export const answers = (job: (typeof jobs)['collector' | 'inventory']): string =>
  `min(max_over_time(up{job="${job}"}[${intervals.bridgeCollector}])) == 1`
