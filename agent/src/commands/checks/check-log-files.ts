import { existsSync } from 'node:fs'
import { expandPattern } from '../../sources/files/expand-pattern.ts'
import type { SourceStats } from '../../sources/source.ts'
import type { Text } from '../../text/index.ts'
import { fine, note, wrong, type Finding } from './finding.ts'

interface LogFileFacts {
  /** LOG_FILES */
  readonly patterns: readonly string[]
  /** The state of the running agent's files. */
  readonly ofAgent: readonly SourceStats[]
}

/** Findings about the log files that are sent: each unreadable file, and each pattern that matches none. */
export const checkLogFiles = ({ patterns, ofAgent }: LogFileFacts, { check: { logFiles: text } }: Text): Finding[] => {
  const unreadable = ofAgent.flatMap(({ name, problem }) => problem === undefined ? [] : wrong(text.unreadable(name, problem)))
  const none = patterns.filter((pattern) => !expandPattern(pattern).some((path) => existsSync(path)))
  const findings = [...unreadable, ...none.map((pattern) => note(text.none(pattern)))]
  return patterns.length > 0 && findings.length === 0 ? [fine(text.fine)] : findings
}
