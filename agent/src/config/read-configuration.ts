import { readSettingLines, type SettingLine } from '@mimamori/program/settings-file'
import { ConfigError, type ConfigIssue } from './config-issue.ts'
import { readRegularFile } from './read-regular-file.ts'

/** The lines of a configuration file, and the unreadable ones. @throws {ConfigError} if it cannot be read */
export const readConfiguration = (file: string): { readonly lines: readonly SettingLine[], readonly issues: readonly ConfigIssue[] } => {
  let content: string
  try {
    content = readRegularFile(file)
  } catch (error) {
    throw new ConfigError(file, [{ kind: 'no-file', path: file, reason: (error as Error).message }])
  }
  const { lines, unreadable } = readSettingLines(content)
  return { lines, issues: unreadable.map((where): ConfigIssue => ({ kind: 'unreadable', ...where })) }
}

/** Mistakes in lines first, by line, then what is missing. */
const lineOf = (issue: ConfigIssue): number => ('line' in issue ? issue.line : undefined) ?? Number.MAX_SAFE_INTEGER

/** @throws {ConfigError} with all of them, in the order of the file, if there are any */
export const refuseIssues = (file: string, issues: readonly ConfigIssue[]): void => {
  if (issues.length > 0) throw new ConfigError(file, issues.toSorted((a, b) => lineOf(a) - lineOf(b)))
}
