import { globSync, readdirSync } from 'node:fs'
import { collector } from '../collector.ts'
import { readTextfile } from '../read-textfile.ts'
import { gauge, type Family, type Sample } from '../text-format/index.ts'
import { textfileFamilies } from './textfile-families.ts'

export interface TextfileOptions {
  /** Directories with `*.prom` files; may have wildcards. */
  readonly directories?: readonly string[]
  /**
   * The limit for all files together, in the order of their names; one that is too large for the rest is left out. If unset, each may
   * have 8 MiB.
   */
  readonly maxBytes?: number
}

const mostListed = 3

/** A file that exists twice contradicts itself in every line, and a log has one line for it. */
const listed = (messages: readonly string[]): string =>
  messages.slice(0, mostListed).join('; ') + (messages.length > mostListed ? `; and ${messages.length - mostListed} more` : '')

const isPattern = /[*?[\]{}]/

const expand = (directory: string): string[] => {
  const found = isPattern.test(directory) ? globSync(directory).sort() : []
  // A pattern that matches nothing is given as it is, so that its absence is an error and not silence.
  return found.length === 0 ? [directory] : found
}

/**
 * Metrics that other programs leave in `*.prom` files, as node_exporter's textfile collector. A file that is not strictly
 * in the text format, or has timestamps, is left out whole and counted in node_textfile_scrape_error.
 */
export const textfile = collector('textfile', 'metrics that other programs leave in files', (
  _roots, { directories = [], maxBytes }: TextfileOptions = {}
) => (report) => {
  let hasFailed = false
  let bytesLeft = maxBytes
  const fail = (path: string, error: unknown): void => {
    hasFailed = true
    report?.(new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error }))
  }
  const attempt = <Result>(path: string, action: () => Result): Result | undefined => {
    try {
      return action()
    } catch (error) {
      fail(path, error)
      return undefined
    }
  }

  const files: { readonly path: string, readonly families: readonly Family[] }[] = []
  const modified: Sample[] = []
  for (const directory of directories.filter((name) => name !== '').flatMap(expand)) {
    const names = attempt(directory, () => readdirSync(directory).filter((name) => name.endsWith('.prom')).sort()) ?? []
    for (const path of names.map((name) => `${directory.replace(/\/$/, '')}/${name}`)) {
      const read = attempt(path, () => readTextfile(path, bytesLeft))
      if (read === undefined) continue
      if (bytesLeft !== undefined) bytesLeft -= read.bytes
      files.push({ path, families: read.families })
      modified.push({ labels: { file: path }, value: read.modifiedSeconds })
    }
  }
  const conflicts = new Map<string, string[]>()
  const families = textfileFamilies(files, (path, { message }) => { conflicts.set(path, [...conflicts.get(path) ?? [], message]) })
  for (const [path, messages] of conflicts) fail(path, new Error(listed(messages)))
  return [
    ...families,
    gauge('node_textfile_mtime_seconds', 'Unixtime mtime of textfiles successfully read.', modified),
    gauge('node_textfile_scrape_error', '1 if there was an error opening or reading a file, 0 otherwise', hasFailed ? 1 : 0)
  ]
})
