import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

type Environment = Readonly<Record<string, string | undefined>>

/** The settings that the collector's unit reads, and its data directory unless they say otherwise (collector/systemd). */
export const serviceSettingsFile = '/etc/mimamori/collector.conf'
const dataDirectory = '/var/lib/mimamori-collector'

/**
 * The environment, completed with the settings of the collector that systemd runs on this machine, so that the command finds
 * it without further settings. Unchanged if it names a data directory, which is then another collector's, and if no such
 * settings can be read.
 */
export const withServiceSettings = (environment: Environment, file = serviceSettingsFile): Environment => {
  if (environment['MIMAMORI_DATA_DIR']) return environment
  try {
    return { MIMAMORI_DATA_DIR: dataDirectory, ...parseEnv(readFileSync(file, 'utf8')), ...environment }
  } catch {
    return environment
  }
}
