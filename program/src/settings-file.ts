export interface SettingLine {
  readonly key: string
  readonly value: string
  /** From 1. */
  readonly line: number
}

/** A line that is no assignment; with its key if only its quotes do not close. Its text is left out, since it may contain a secret. */
export interface UnreadableLine {
  readonly line: number
  readonly key?: string
}

/** A value as a shell would read it in the simple cases: bare, or whole in single or double quotes. */
const unquote = (value: string): string | undefined => {
  const [quote] = value
  if (quote !== '"' && quote !== "'") return value.replace(/\s+#.*$/, '')
  const [, inner, rest] = (quote === '"' ? /^"((?:[^"\\]|\\.)*)"(.*)$/ : /^'([^']*)'(.*)$/).exec(value) ?? []
  if (inner === undefined || !/^\s*(?:#.*)?$/.test(rest!)) return undefined
  return quote === '"' ? inner.replace(/\\(["\\$`])/g, '$1') : inner
}

/**
 * Reads `KEY=value` lines: empty lines and lines that begin with # are skipped, `export ` and quotes are allowed, so
 * that the file can also be read by a shell and by systemd's EnvironmentFile=.
 */
export const readSettingLines = (content: string): { lines: SettingLine[], unreadable: UnreadableLine[] } => {
  const lines: SettingLine[] = []
  const unreadable: UnreadableLine[] = []
  content.replace(/^\uFEFF/, '').split(/\r?\n/).forEach((text, index) => {
    const line = index + 1
    const trimmed = text.trim()
    if (trimmed === '' || trimmed.startsWith('#')) return
    const [, key, raw] = /^(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)$/.exec(trimmed) ?? []
    const value = raw === undefined ? undefined : unquote(raw)
    if (key === undefined || value === undefined) unreadable.push({ line, ...key !== undefined && { key } })
    else lines.push({ key, value, line })
  })
  return { lines, unreadable }
}
