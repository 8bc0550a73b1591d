import { existsSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { formatAddress } from '@mimamori/program/listen-address'
import type { Language } from '@mimamori/program/language'
import { certificateMistakes } from '../../collector/src/platform/config/certificate-files.ts'
import { loadConfig } from '../../collector/src/platform/config/load-config.ts'
import { listenOrigin } from '../../collector/src/platform/config/request-origin.ts'
import type { Config } from '../../collector/src/platform/config/settings.ts'
import { settingText } from '../../collector/src/platform/config/setting-text.ts'
import type { Decisions, Suggested } from './decisions.ts'
import { layout, stateDirectory } from './layout.ts'
import type { Machine } from './machine.ts'
import { setUpCommand } from './set-up-command.ts'

/** The first settings of a server: its devices reach it over its network. */
const firstSettings = `# Settings of the Mimamori collector; “${setUpCommand.listSettings}” lists them. After a change: ${setUpCommand.bare}
MIMAMORI_LISTEN=0.0.0.0:8080
# Without https, keys can be read in transit: only for a network that you trust. https: docs/guides/collector-setup.md
MIMAMORI_ALLOW_HTTP=yes
`

/** The text of the service's settings, or the first ones if there are none. */
export const storedSettings = ({ at }: Pick<Machine, 'at'>): string =>
  existsSync(at(layout.settings)) ? readFileSync(at(layout.settings), 'utf8') : firstSettings

/** @throws {ConfigError} with all mistakes in them */
export const readServerSettings = (content: string, language: Language): Config => loadConfig(
  { MIMAMORI_DATA_DIR: stateDirectory('mimamori-collector'), ...parseEnv(content) },
  { text: settingText(language), checks: [certificateMistakes] }
)

const publicUrl = /^[ \t]*(?:export[ \t]+)?MIMAMORI_PUBLIC_URL[ \t]*=.*$/m

/**
 * The settings with a decision in them. An address that the collector finds by itself is not written down: it follows when the network
 * changes. All else that is written there stays.
 */
export const settleSettings = (
  content: string, { address }: Pick<Decisions, 'address'>, { suggested, config }: { readonly suggested: Pick<Suggested, 'address'>, readonly config: Config }
): string => {
  if (address === suggested.address) return content
  const line = `MIMAMORI_PUBLIC_URL=${listenOrigin(config, formatAddress({ host: address, port: config.listen.port }))}`
  return publicUrl.test(content) ? content.replace(publicUrl, () => line) : `${content.replace(/\n*$/, '\n')}${line}\n`
}
