import type { Language } from '@mimamori/program/language'
import { withServiceSettings } from '../../collector/cli/src/service-settings.ts'
import { ConfigError, loadConfig } from '../../collector/src/platform/config/load-config.ts'
import { linkOrigin } from '../../collector/src/platform/config/origin.ts'
import { settingText } from '../../collector/src/platform/config/setting-text.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Where people reach the collector of this machine, by the settings of its service or of the environment; undefined where neither says
 * it.
 */
export const ownCollectorUrl = (environment: Environment, language: Language, settingsFile?: string): URL | undefined => {
  const settings = withServiceSettings(environment, settingsFile)
  if (!settings['MIMAMORI_LISTEN'] && !settings['MIMAMORI_PUBLIC_URL']) return undefined
  try {
    return new URL(linkOrigin(loadConfig(settings, { text: settingText(language) })))
  } catch (error) {
    if (error instanceof ConfigError) return undefined
    throw error
  }
}

/** The collector listens there where nobody said otherwise. */
export const collectorBeside = ({ hostname }: URL): URL => new URL(`http://${hostname}:8080`)
