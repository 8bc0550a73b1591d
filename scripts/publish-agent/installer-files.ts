import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * What a device installs its agent with where the server cannot come: the steps of the roles, and what the agent is made of. By the names
 * in the
 * archive, the files of the checkout.
 */
export const installerFiles = (checkout: string): Readonly<Record<string, string>> => {
  const roles = join(checkout, 'ansible/roles')
  const python = (directory: string, into: string): [string, string][] =>
    readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.py')).sort().map(
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
