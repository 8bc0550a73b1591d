import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { LineCounter, parseDocument } from 'yaml'

/** Ansible's own tags: a file with any other is refused. */
const ansibleTag = /^Unresolved tag: !(?:vault|vault-encrypted|unsafe)$/

/** A template without quotes: YAML, but a mapping as a key, which Ansible refuses. */
const bareTemplate = /^\s*(?:- +)*(?:[\w.-]+: +)?\{\{/

/** The line of the first mistake; undefined if Ansible can read it. */
const brokenLine = (content: string): number | undefined => {
  const lineCounter = new LineCounter()
  // Ansible uses the last of duplicate keys.
  const { errors, warnings } = parseDocument(content, { lineCounter, prettyErrors: false, uniqueKeys: false })
  const mistake = errors[0] ?? warnings.find(({ code, message }) => code === 'TAG_RESOLVE_FAILED' && !ansibleTag.test(message))
  if (!mistake) return content.split('\n').findIndex((line) => bareTemplate.test(line)) + 1 || undefined
  // A bracket or quote that is never closed is reported at the end, so the last line with content is named.
  return lineCounter.linePos(Math.min(mistake.pos[0], content.trimEnd().length)).line
}

/** The files of a directory that Ansible reads as YAML, in its order: those for all devices first. */
const yamlFilesIn = (directory: string): string[] => {
  if (!existsSync(directory)) return []
  const files = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ['', '.yml', '.yaml', '.json'].includes(extname(entry.name)) && !/^\.|~$/.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()
  const isForAll = (file: string): boolean => /^\/all(?:[./]|$)/.test(file.slice(directory.length))
  return [...files.filter(isForAll), ...files.filter((file) => !isForAll(file))]
}

/**
 * The place of invalid YAML in the variables of groups and hosts, such as `/etc/mimamori/group_vars/all.yml:3`: Ansible's message has
 * neither file nor line.
 */
export const locationOfBrokenYaml = (inventory: string): string | undefined => {
  const directory = statSync(inventory).isDirectory() ? inventory : dirname(inventory)
  for (const file of ['group_vars', 'host_vars'].flatMap((name) => yamlFilesIn(join(directory, name)))) {
    const line = brokenLine(readFileSync(file, 'utf8'))
    if (line !== undefined) return `${file}:${line}`
  }
  return undefined
}
