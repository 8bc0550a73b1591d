import type { Collector, CollectorFactory, Roots } from './collector.ts'
import { collectorFactories, type CollectorOptions } from './collectors/index.ts'

/** Settings of the collection. */
export interface ExporterSettings {
  /**
   * The set of collectors to begin with: `full` (the default) is all that are on by default, `none` is only those that are asked for
   * by name. The agent chooses what a push carries of them.
   */
  readonly profile?: 'full' | 'none'
  /** Collectors turned on or off by name, whatever the profile says. */
  readonly collectors?: Readonly<Record<string, boolean>>
  readonly options?: CollectorOptions
}

export interface CreateCollectorsOptions {
  readonly roots: Roots
  readonly settings?: ExporterSettings
}

/** Makes the collectors that the settings ask for. They are made once and used many times. */
export const createCollectors = ({
  roots,
  settings: { profile = 'full', collectors = {}, options = {} } = {}
}: CreateCollectorsOptions): Collector[] =>
  // Each takes the options under its own name, which their type ensures.
  (collectorFactories as readonly CollectorFactory<keyof CollectorOptions>[])
    .filter(({ collectorName, isOffByDefault }) => collectors[collectorName] ?? (profile === 'full' && !isOffByDefault))
    .map((create) => create(roots, options[create.collectorName]))
