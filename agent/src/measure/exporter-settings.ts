import type { ExporterSettings } from '@mimamori/exporter'
import type { SettingValues } from '../config/settings.ts'
import { uncarriedCollectors } from './lean-profile.ts'

/**
 * The limit for all *.prom files together. The heap has 24 MB (agent/systemd/): 200 kB of families of one short sample each end the agent,
 * 120 kB do not (measured).
 */
const textfileMaxBytes = 64 * 1024

/** The settings of the agent that decide what is measured. */
export type MeasureSettings = Pick<
  SettingValues,
  'collectors' | 'profile' | 'listen' | 'textfileDirectory' | 'watchedUnits' | 'watchedProcesses' | 'watchedHttp'
>

/** The exporter's settings, from the agent's. In COLLECTORS `-name` turns a collector off, and `name` turns one on. */
export const exporterSettings = ({
  collectors,
  profile,
  listen,
  textfileDirectory,
  watchedUnits,
  watchedProcesses,
  watchedHttp
}: MeasureSettings): ExporterSettings => {
  const needless = profile === 'lean' && listen === undefined ? uncarriedCollectors : []
  return {
    profile: 'full',
    collectors: Object.fromEntries([
      ...needless.map((name) => [name, false] as const),
      ...collectors.map((name) => (name.startsWith('-') ? ([name.slice(1), false] as const) : ([name, true] as const)))
    ]),
    options: {
      textfile: { directories: textfileDirectory === undefined ? [] : [textfileDirectory], maxBytes: textfileMaxBytes },
      watched_unit: { units: watchedUnits },
      watched_process: { processes: watchedProcesses },
      watched_http: { targets: watchedHttp }
    }
  }
}
