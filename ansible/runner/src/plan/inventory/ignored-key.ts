import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** A key of an inventory that Ansible ignores with everything below it, and only warns about. */
export interface IgnoredKey {
  readonly key: string
  /** Undefined: the key is a group itself. */
  readonly group?: string
}

/** The keys of a group of an inventory. */
export const groupKeys = ['hosts', 'children', 'vars'] as const

const inGroup = /Skipping (?:unexpected )?key \((?<key>.*)\) in group \((?<group>.*)\)(?:, only| as it is not a mapping)/
const groupItself = /Skipping '(?<key>.*)' as this is not a valid group definition/

/** The keys in the warnings that Ansible printed. */
export const ignoredKeys = (stderr: string): IgnoredKey[] => stderr.split('\n').flatMap((line) => {
  const { key, group } = (inGroup.exec(line) ?? groupItself.exec(line))?.groups ?? {}
  return key === undefined ? [] : [{ key, ...group !== undefined && { group } }]
})

/** Files that may define groups: not those of variables. */
const filesOf = (inventory: string): string[] => {
  if (!statSync(inventory).isDirectory()) return [inventory]
  return readdirSync(inventory, { withFileTypes: true })
    .flatMap(({ name, parentPath }) => /^(?:group|host)_vars$|^\.|~$/.test(name) ? [] : filesOf(join(parentPath, name)))
    .sort()
}

const indentOf = (line: string): number => line.search(/\S/)
const isKey = (line: string, key: string): boolean =>
  line.replace(/^[\s{,]*["']?/, '').startsWith(key) && /^["']?\s*:/.test(line.replace(/^[\s{,]*["']?/, '').slice(key.length))

/** The key of the block that a line is in. */
const blockOf = (lines: readonly string[], index: number): string | undefined =>
  lines.slice(0, index).findLast((line) => line.trim() !== '' && !/^\s*#/.test(line) && indentOf(line) < indentOf(lines[index]!))

/** The place of a key, such as `/etc/mimamori/hosts.yml:3`; the inventory if it cannot be found. */
export const locationOfKey = (inventory: string, { key, group }: IgnoredKey): string => {
  for (const file of filesOf(inventory)) {
    const lines = readFileSync(file, 'utf8').split('\n')
    const index = lines.findIndex((line, at) => {
      const block = blockOf(lines, at)
      return isKey(line, key) && (group === undefined || (block !== undefined && isKey(block, group)))
    })
    if (index !== -1) return `${file}:${index + 1}`
  }
  return inventory
}
