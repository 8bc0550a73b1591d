import { nearestName } from '@mimamori/program/nearest-name'
import type { SettingLine } from '@mimamori/program/settings-file'
import type { ConfigIssue } from './config-issue.ts'
import type { SettingTable, ValuesOf } from './setting-table.ts'

/** A line of a file, with its name in that file if it differs. */
export interface WrittenLine extends SettingLine {
  readonly written?: string
}

/** A password inside an address must not be logged, and may contain any character: nothing before the last @ is shown. */
const withoutPassword = (value: string): string => value.replace(/^(https?:\/\/)?.*@/is, '$1…@')

export interface AssignedValues<Table extends SettingTable> {
  readonly values: ValuesOf<Table>
  /** The line of each key that was set, well or not. */
  readonly lineOf: ReadonlyMap<string, number>
  readonly issues: readonly ConfigIssue[]
}

/** Gives every setting of a table its value, and records each line that is no setting. An empty value counts as no line. */
export const assignValues = <Table extends SettingTable>(lines: readonly WrittenLine[], settings: Table): AssignedValues<Table> => {
  const byKey = new Map(Object.entries(settings).map(([name, setting]) => [setting.key, { name, kind: setting.kind }]))
  const values: Record<string, unknown> = {}
  for (const name in settings) values[name] = settings[name]!.fallback
  const lineOf = new Map<string, number>()
  const issues: ConfigIssue[] = []

  for (const { key, value, line, written = key } of lines) {
    const setting = byKey.get(key)
    if (setting === undefined) {
      issues.push({ kind: 'unknown', key: written, line, nearest: nearestName(key.toUpperCase(), byKey.keys()) })
      continue
    }
    if (lineOf.has(key)) issues.push({ kind: 'duplicate', key: written, line })
    lineOf.set(key, line)
    if (value === '') continue
    const parsed = setting.kind.parse(value)
    if (parsed !== undefined) values[setting.name] = parsed
    else {
      issues.push({
        kind: 'invalid',
        key: written,
        line,
        expected: setting.kind.expected,
        received: setting.kind.secret === true ? undefined : withoutPassword(value)
      })
    }
  }
  return { values: values as ValuesOf<Table>, lineOf, issues }
}
