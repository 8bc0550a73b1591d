/** What a Linux device can measure, as Prometheus metrics: the library. The program is main.ts. */
export { collectAll, type CollectOptions } from './collect.ts'
export { NoDataError, type Collector, type Roots } from './collector.ts'
export { collectorEntries, createCollectors, type CollectorEntry, type CreateCollectorsOptions } from './collectors/index.ts'
export { runCommand, type Command } from './run-command.ts'
export type { CollectorOptions, ExporterSettings, Profile } from './settings.ts'
export { contentType, renderFamilies, type Family, type Sample } from './text-format/index.ts'
