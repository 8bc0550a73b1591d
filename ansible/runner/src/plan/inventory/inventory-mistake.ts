import { locationOfBrokenYaml } from './broken-yaml.ts'
import { locationOfKey } from './ignored-key.ts'

const yamlMistake = /YAML parsing failed: (?<why>[^\n]+)\nOrigin: (?<place>\/[^\n]*?:\d+)(?::\d+)?\n/
const wrongShape = /Failed to parse inventory with 'yaml' plugin: (?!YAML parsing failed)(?<why>[^\n]+)/
const wrongEntry = /^Invalid "(?<key>[^"]+)" entry for "(?<group>[^"]+)" group/
const variablesMistake = /^\[ERROR\]: YAML parsing failed: (?<why>.*)/

/** The last line with content of Ansible's error output. */
const lastError = (stderr: string): string =>
  stderr.split('\n').findLast((line) => line.startsWith('[ERROR]') || line.startsWith('ERROR!')) ?? stderr.trim().split('\n').at(-1) ?? ''

const withPlace = (place: string | undefined, why: string): string => place === undefined ? why : `${place}: ${why}`

/**
 * Why Ansible cannot read an inventory, from its output, with file and line (`/etc/mimamori/hosts.yml:6: …`) if it prints them or
 * we can find them: for valid YAML that is no inventory, and for variables with invalid YAML, it does not. Its last line names only
 * the file.
 */
export const inventoryMistake = (stderr: string, inventory: string): string => {
  const yaml = yamlMistake.exec(stderr)?.groups
  if (yaml) return withPlace(yaml['place'], yaml['why']!)
  const shape = wrongShape.exec(stderr)?.groups?.['why']?.replace(/, found "<class .*/, '')
  if (shape !== undefined) {
    const { key, group } = wrongEntry.exec(shape)?.groups ?? {}
    return withPlace(key === undefined ? undefined : locationOfKey(inventory, { key, group: group! }), shape)
  }
  const error = lastError(stderr)
  const variables = variablesMistake.exec(error)?.groups?.['why']
  return variables === undefined ? error : withPlace(locationOfBrokenYaml(inventory), variables)
}
