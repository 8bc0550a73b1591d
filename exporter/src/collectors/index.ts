import type { Collector, Roots } from '../collector.ts'
import type { CollectorOptions, ExporterSettings } from '../settings.ts'
import { loadavg } from './loadavg.ts'

/** A collector that can be had, and how it is made. */
export interface CollectorEntry {
  /** The collector's name, which is also its flag's: `--collector.NAME`. */
  readonly name: string
  /** Set for those that must be asked for by name. */
  readonly isOffByDefault?: true
  readonly create: (roots: Roots, options: CollectorOptions) => Collector
}

/** Every collector, by name. A new one is a file beside this one and a line here. */
export const collectorEntries: readonly CollectorEntry[] = [
  { name: 'loadavg', create: loadavg }
]

export interface CreateCollectorsOptions {
  readonly roots: Roots
  readonly settings?: ExporterSettings
}

/** Makes the collectors that the settings ask for. They are made once and asked many times. */
export const createCollectors = ({ roots, settings: { profile = 'full', collectors = {}, options = {} } = {} }: CreateCollectorsOptions): Collector[] =>
  collectorEntries
    .filter(({ name, isOffByDefault }) => collectors[name] ?? (profile === 'full' && isOffByDefault !== true))
    .map(({ create }) => create(roots, options))
