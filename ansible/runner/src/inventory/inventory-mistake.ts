const yamlMistake = /YAML parsing failed: (?<why>[^\n]+)\nOrigin: (?<place>\/[^\n]*?:\d+)(?::\d+)?\n/
const wrongShape = /Failed to parse inventory with 'yaml' plugin: (?!YAML parsing failed)(?<why>[^\n]+)/

/** The last line that says something, of what Ansible printed as its error. */
const lastError = (stderr: string): string =>
  stderr.split('\n').findLast((line) => line.startsWith('[ERROR]') || line.startsWith('ERROR!')) ?? stderr.trim().split('\n').at(-1) ?? ''

/**
 * Why Ansible cannot read an inventory, of what it printed: of YAML that is none with its line (`/etc/mimamori/hosts.yml:6: …`), of YAML
 * that says something else than an inventory what is wrong in it. Its last line names only the file.
 */
export const inventoryMistake = (stderr: string): string => {
  const yaml = yamlMistake.exec(stderr)?.groups
  if (yaml) return `${yaml['place']}: ${yaml['why']}`
  return wrongShape.exec(stderr)?.groups?.['why']?.replace(/, found "<class .*/, '') ?? lastError(stderr)
}
