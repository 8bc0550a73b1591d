import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Gives the files of the checkout, by their names in the archive, with which a device installs its agent if the server cannot reach it:
 * the steps of the roles, and the parts of the agent.
 */
export const installerFiles = (checkout: string): Readonly<Record<string, string>> => {
  const roles = join(checkout, 'ansible/roles')
  const python = (directory: string, into: string): [string, string][] =>
    readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:py|json)$/.test(name)).sort().map(
      (name) => [join(into, name), join(directory, name)]
    )
  return Object.fromEntries([
    ['release.json', join(roles, 'agent/files/release.json')],
    ...python(join(roles, 'agent/files/install'), ''),
    ...python(join(roles, 'release/files/control'), 'control'),
    ...python(join(roles, 'release/files/device'), 'device'),
    ...python(join(checkout, 'ansible/plugins/plugin_utils/redaction'), 'device/mimamori_release/redaction')
  ])
}
