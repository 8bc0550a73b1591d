import type { SettingLine } from '@mimamori/program/settings-file'
import type { WrittenLine } from './assign-values.ts'
import type { ConfigIssue } from './config-issue.ts'

/**
 * The names that an existing /etc/raspi-status-agent.conf may have, with the name of each here, or `ignored` if the
 * agent needs it no more (a place is the collector's registry's to know, the log is journald's, temperatures and the
 * state of the storage are found without a setting).
 */
const formerSettings: Readonly<Record<string, { readonly now: string } | 'ignored'>> = {
  REQUEST_TIMEOUT: { now: 'REQUEST_TIMEOUT_SECONDS' },
  LOCATION: 'ignored',
  LOG_FILE: 'ignored',
  TEMPERATURE_FILE: 'ignored'
}

/** A family of names from the former agent. */
const formerPrefix = 'STORAGE_HEALTH_'
const falsehoods = new Set(['', '0', 'no', 'false', 'off'])

/** The lines by their present names, without unused ones. */
export const translateFormer = (
  lines: readonly SettingLine[]
): { readonly lines: readonly WrittenLine[], readonly ignoredKeys: readonly string[], readonly issues: readonly ConfigIssue[] } => {
  const translated: WrittenLine[] = []
  const ignoredKeys: string[] = []
  const issues: ConfigIssue[] = []
  for (const { key, value, line } of lines) {
    const former = formerSettings[key]
    if (former === 'ignored' || key.startsWith(formerPrefix)) ignoredKeys.push(key)
    else if (key !== 'TLS_SKIP_VERIFY') translated.push({ key: former?.now ?? key, written: key, value, line })
    else if (!falsehoods.has(value.toLowerCase())) issues.push({ kind: 'refused', key, line, reason: (text) => text.config.tlsSkipVerify })
  }
  return { lines: translated, ignoredKeys, issues }
}
