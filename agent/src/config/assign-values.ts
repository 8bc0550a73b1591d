import { nearestName } from '@mimamori/program/nearest-name'
import type { SettingLine } from '@mimamori/program/settings-file'
import type { ConfigIssue } from './config-issue.ts'
import { formerPrefix, formerSettings, settings, type SettingValues } from './settings.ts'

type Name = keyof typeof settings

const byKey = new Map(Object.entries(settings).map(([name, setting]) => [setting.key, { name: name as Name, kind: setting.kind }]))
const falsehoods = new Set(['', '0', 'no', 'false', 'off'])

/** A password inside an address is not for the log, and may itself have any character: nothing before the last @ is shown. */
const withoutPassword = (value: string): string => value.replace(/^(https?:\/\/)?.*@/is, '$1…@')

export interface AssignedValues {
  readonly values: SettingValues
  /** The line of each key that was set, well or not. */
  readonly lineOf: ReadonlyMap<string, number>
  readonly ignoredKeys: readonly string[]
  readonly issues: readonly ConfigIssue[]
}

/** Gives every setting its value, and notes each line that is none. An empty value is as good as no line. */
export const assignValues = (lines: readonly SettingLine[]): AssignedValues => {
  const values: Partial<Record<Name, unknown>> = {}
  for (const name in settings) values[name as Name] = settings[name as Name].fallback
  const lineOf = new Map<string, number>()
  const ignoredKeys: string[] = []
  const issues: ConfigIssue[] = []

  for (const { key: written, value, line } of lines) {
    const former = formerSettings[written]
    if (former === 'ignored' || written.startsWith(formerPrefix)) {
      ignoredKeys.push(written)
      continue
    }
    if (written === 'TLS_SKIP_VERIFY') {
      if (!falsehoods.has(value.toLowerCase())) issues.push({ kind: 'refused', key: written, line, reason: (text) => text.config.tlsSkipVerify })
      continue
    }
    const key = former?.now ?? written
    const setting = byKey.get(key)
    if (setting === undefined) {
      const nearest = nearestName(key.toUpperCase(), byKey.keys())
      issues.push({ kind: 'unknown', key: written, line, ...nearest !== undefined && { nearest } })
      continue
    }
    if (lineOf.has(key)) issues.push({ kind: 'duplicate', key: written, line })
    lineOf.set(key, line)
    if (value === '') continue
    const parsed = setting.kind.parse(value)
    if (parsed !== undefined) values[setting.name] = parsed
    else issues.push({ kind: 'invalid', key: written, line, expected: setting.kind.expected, ...setting.kind.secret !== true && { received: withoutPassword(value) } })
  }
  return { values: values as unknown as SettingValues, lineOf, ignoredKeys, issues }
}
