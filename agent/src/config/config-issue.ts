import type { Text } from '../text/index.ts'

/** One mistake in the configuration. */
export type ConfigIssue =
  /** Not `KEY=value`; the text of the line is not shown, since it may hold a key. */
  | { readonly kind: 'unreadable', readonly line: number, readonly key?: string }
  | { readonly kind: 'unknown', readonly key: string, readonly line: number, readonly nearest: string | undefined }
  | { readonly kind: 'duplicate', readonly key: string, readonly line: number }
  | { readonly kind: 'missing', readonly key: string, readonly expected: (text: Text) => string }
  /** `received` is undefined if it is a secret. */
  | {
    readonly kind: 'invalid'
    readonly key: string
    readonly line: number
    readonly expected: (text: Text) => string
    readonly received: string | undefined
  }
  /** A rule of its own, in a whole sentence. */
  | { readonly kind: 'refused', readonly key: string, readonly line?: number | undefined, readonly reason: (text: Text) => string }
  | { readonly kind: 'no-file', readonly path: string, readonly reason: string }

/** All mistakes in a configuration. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly file: string
  readonly issues: readonly ConfigIssue[]

  constructor (file: string, issues: readonly ConfigIssue[]) {
    super(`${issues.length} mistakes in the configuration ${file}`)
    this.file = file
    this.issues = issues
  }
}

/** A mistake in one sentence. */
export const describeIssue = (issue: ConfigIssue, whole: Text): string => {
  const text = whole.config
  switch (issue.kind) {
    case 'unreadable': return text.unreadable(issue.line, issue.key)
    case 'unknown': return text.unknown(issue.line, issue.key, issue.nearest)
    case 'duplicate': return text.duplicate(issue.line, issue.key)
    case 'missing': return text.missing(issue.key, issue.expected(whole))
    case 'invalid': return text.invalid(issue.line, issue.key, issue.expected(whole), issue.received)
    case 'refused': return text.refused(issue.line, issue.key, issue.reason(whole))
    case 'no-file': return text.noFile(issue.path, issue.reason)
  }
}
