import { existsSync } from 'node:fs'
import type { Language } from '@mimamori/program/language'
import { withServiceSettings } from '../../collector/cli/src/service-settings.ts'
import { certificateMistakes } from '../../collector/src/platform/config/certificate-files.ts'
import { loadConfig } from '../../collector/src/platform/config/load-config.ts'
import type { Config } from '../../collector/src/platform/config/settings.ts'
import { settingText } from '../../collector/src/platform/config/setting-text.ts'
import { layout } from './layout.ts'
import type { Machine } from './machine.ts'

/** The first settings of a server: its devices reach it over its network. */
const firstSettings = { MIMAMORI_LISTEN: '0.0.0.0:8080', MIMAMORI_ALLOW_HTTP: 'yes' } as const

export const firstSettingsFile = `# Settings of the Mimamori collector; “npm start -- --help” lists them. After a change: sudo npm run install-server
MIMAMORI_LISTEN=${firstSettings.MIMAMORI_LISTEN}
# Without https, keys can be read in transit: only for a network that you trust. https: docs/guides/collector-setup.md
MIMAMORI_ALLOW_HTTP=${firstSettings.MIMAMORI_ALLOW_HTTP}
`

/** The service's settings, or the first ones if there are none. @throws {ConfigError} with all mistakes in them */
export const readServerSettings = ({ at }: Pick<Machine, 'at'>, language: Language): Config => {
  const file = at(layout.settings)
  const env = existsSync(file) ? withServiceSettings({}, file) : { ...withServiceSettings({}, '/dev/null'), ...firstSettings }
  return loadConfig(env, { text: settingText(language), checks: [certificateMistakes] })
}
