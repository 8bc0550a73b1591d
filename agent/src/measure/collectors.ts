import { createCollectors, type Collector } from '@mimamori/exporter'
import type { SettingValues } from '../config/settings.ts'
import { exporterSettings, type MeasureSettings } from './exporter-settings.ts'

type CollectorSettings = MeasureSettings & Pick<SettingValues, 'procRoot' | 'sysRoot' | 'rootfs' | 'udevDataRoot'>

/** The collectors that the configuration asks for, made once and asked at each collection. */
export const createConfiguredCollectors = (settings: CollectorSettings): readonly Collector[] => createCollectors({
  roots: { proc: settings.procRoot, sys: settings.sysRoot, rootfs: settings.rootfs, udevData: settings.udevDataRoot },
  settings: exporterSettings(settings)
})
