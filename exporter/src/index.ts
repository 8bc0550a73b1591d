/** What a Linux device can measure, as Prometheus metrics: the library. The program is main.ts. */
export { collectAll, type CollectOptions } from './collect.ts'
export { NoDataError, type Collector, type Roots } from './collector.ts'
export { collectorFactories } from './collectors/index.ts'
export { contentType, renderFamilies, type Family, type Sample } from './text-format/index.ts'
