import type { Language } from '@mimamori/program/language'
import { withServiceSettings } from '../../collector/cli/src/service-settings.ts'
import { ConfigError, loadConfig } from '../../collector/src/platform/config/load-config.ts'
import { linkOrigin } from '../../collector/src/platform/config/origin.ts'
import { settingText } from '../../collector/src/platform/config/setting-text.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The address of this machine's collector for people, by its service's settings or the environment; undefined if neither has it. */
export const localCollectorUrl = (environment: Environment, language: Language, settingsFile?: string): URL | undefined => {
  const settings = withServiceSettings(environment, settingsFile)
  if (!settings['MIMAMORI_LISTEN'] && !settings['MIMAMORI_PUBLIC_URL']) return undefined
  try {
    return new URL(linkOrigin(loadConfig(settings, { text: settingText(language) })))
  } catch (error) {
    if (error instanceof ConfigError) return undefined
    throw error
  }
}

/** The collector's default address on that machine. */
export const collectorBeside = ({ hostname }: URL): URL => new URL(`http://${hostname}:8080`)
