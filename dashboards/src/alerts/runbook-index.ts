import type { Language } from '@mimamori/program/language'
import type { Alert } from './alert.ts'
import { alerts } from './index.ts'

const heads: Readonly<Record<Language, string>> = {
  en: '| alert | what it says | severity, for |',
  ja: '| アラート | 内容 | 重大度、継続時間 |'
}

/** The marks around the table in the runbook's README. */
const [begin, end] = ['<!-- alerts: written by dashboards/src/generate.ts -->\n', '<!-- /alerts -->\n']

/** Severity and waiting time share a column: four are too wide for a phone. */
const rowOf = ({ name, severity, for: pending, ...texts }: Alert, language: Language): string =>
  `| [${name}](${name}.md) | ${texts[language].summary.replace(/[.。]$/, '')} | ${severity}${pending === undefined ? '' : `, ${pending}`} |`

/** The runbook's README with every alert and its rule's values. @throws if the page has no place for the table */
export const withAlertTable = (readme: string, language: Language): string => {
  const [before, rest] = readme.split(begin)
  const [, after] = rest?.split(end) ?? []
  if (after === undefined) throw new Error(`the README of the runbook lacks ${begin}${end}`)
  return [
    before,
    begin,
    [heads[language], '|---|---|---|', ...alerts.map((alert) => rowOf(alert, language))].join('\n'),
    `\n${end}`,
    after
  ].join('')
}
