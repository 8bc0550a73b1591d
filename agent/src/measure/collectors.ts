import { collectorEntries, createCollectors, type Collector } from '@mimamori/exporter'
import type { AgentConfig } from '../config/agent-config.ts'
import { exporterSettings } from './exporter-settings.ts'

/** The names that COLLECTORS may have. */
export const collectorNames: readonly string[] = collectorEntries.map(({ name }) => name)

/** The collectors that the configuration asks for, made once and asked at each collection. */
export const createConfiguredCollectors = (config: AgentConfig): readonly Collector[] => createCollectors({
  roots: { proc: config.procRoot, sys: config.sysRoot, rootfs: config.rootfs, udevData: config.udevDataRoot },
  settings: exporterSettings(config)
})
