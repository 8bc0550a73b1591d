import type { ConfigIssue } from './config-issue.ts'
import { readRegularFile } from './read-regular-file.ts'

/** Certificates as PEM has them (RFC 7468). */
const certificate = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[^]*?-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g

/** The mistake in a CA file; undefined if it has certificates, all of them readable. @throws if it cannot be read */
const mistakeInCaFile = (path: string): 'none' | 'unreadable' | undefined => {
  const found = readRegularFile(path).match(certificate)
  if (found === null) return 'none'
  // Loaded only here: an agent without https does not need it.
  const { X509Certificate } = process.getBuiltinModule('node:crypto')
  try {
    for (const text of found) new X509Certificate(text)
    return undefined
  } catch {
    return 'unreadable'
  }
}

/** Checks the file that CA_FILE names, if it names one. */
export const caFileIssues = (path: string | undefined, lineOf: ReadonlyMap<string, number>): readonly ConfigIssue[] => {
  if (path === undefined) return []
  try {
    const mistake = mistakeInCaFile(path)
    return mistake === undefined
      ? []
      : [{ kind: 'refused', key: 'CA_FILE', line: lineOf.get('CA_FILE')!, reason: (text) => text.config.badCaFile(path, mistake) }]
  } catch (error) {
    return [{ kind: 'no-file', path, reason: (error as Error).message }]
  }
}
