import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { CliText } from '../text/cli-text.ts'
import { textTable } from '@mimamori/program/text-table'
import { fingerprintsOf, type Fingerprints, type Kind } from './fingerprints.ts'
import type { ComparedContent } from './content-files.ts'
import type { Manifest } from './manifest.ts'

/** Compares the count of one kind in a backup's own description with that after a restore. */
export interface Compared {
  readonly kind: Kind | 'contentFiles'
  readonly expected: number
  /** Undefined if it could not be read. */
  readonly found: number | undefined
  /** In a database, also what is stored of each is the same. */
  readonly isEqual: boolean
}

const readFingerprints = (file: string, name: Manifest['databases'][number]['name']): Fingerprints => {
  try {
    return fingerprintsOf(file, name)
  } catch {
    // Damaged or of another schema: nothing of it is equal.
    return {}
  }
}

/** Compares restored databases with what their backup says of itself. */
export const compare = ({ databases, kinds }: Manifest, dataDirectory: string): readonly Compared[] => {
  const found = Object.assign({}, ...databases.map(({ name }) => readFingerprints(join(dataDirectory, name), name))) as Fingerprints
  return Object.entries(kinds).map(([name, { count, sha256 }]) => {
    const kind = name as Kind
    return { kind, expected: count, found: found[kind]?.count, isEqual: found[kind]?.count === count && found[kind].sha256 === sha256 }
  })
}

/** The damage that SQLite finds in a database, in its words; empty if there is none. */
export const damageOf = (file: string): readonly string[] => {
  try {
    const database = new DatabaseSync(file, { readOnly: true })
    try {
      const found = database.prepare('PRAGMA integrity_check(5)').all() as { readonly integrity_check: string }[]
      return found.map(({ integrity_check: line }) => line).filter((line) => line !== 'ok')
    } finally {
      database.close()
    }
  } catch (error) {
    return [(error as Error).message]
  }
}

/** The files of content as a row of the table. */
export const contentRow = ({ expected, missing }: ComparedContent): Compared =>
  ({ kind: 'contentFiles', expected, found: expected - missing.length, isEqual: missing.length === 0 })

/** As many as a screen shows. */
const mostNamed = 20

/** The files of content that are missing, or differ from what they should be, by the versions that have them. */
export const missingContentLines = ({ missing }: ComparedContent, text: CliText): readonly string[] => [
  ...missing.slice(0, mostNamed).map(({ set, version, path }) => text.contentFileMissing(set, version, path)),
  ...missing.length > mostNamed ? [text.moreContentFilesMissing(missing.length - mostNamed)] : []
]

/** A row for each kind. */
export const comparisonLines = (
  compared: readonly Compared[], text: CliText, headings: readonly [string, string] = text.comparisonHeadings
): readonly string[] => textTable([
  ['', ...headings, ''],
  ...compared.map(({ kind, expected, found, isEqual }) =>
    [text.backupKinds[kind], String(expected), found === undefined ? '–' : String(found), isEqual ? text.isSame : text.differs])
])
