import { alerts } from '../../src/alerts/index.ts'
import { pageAt, runbookOf, type Expectation } from './rule-test.ts'

type ExpectedAlert = Expectation['firing'][number]

export interface ExpectedTexts {
  /**
   * The number as a reader sees it, '' if the text has none, '-' if only its being below 0 counts; absent if what the alert is about cannot
   * be seen at present.
   */
  readonly value?: string
  /** Whether the device answers, where the text says so. */
  readonly answers?: boolean
  /** The collector's page that the alert links to. */
  readonly page?: string
}

const units = { d: ' 日', h: ' 時間', m: ' 分', s: ' 秒' } as const
const inJapanese = (duration: string): string => duration.replaceAll(/(?<=\d)[dhms]/g, (unit) => units[unit as keyof typeof units])

/** A template as Prometheus fills it. @throws if it shows a label that the alert does not have */
const fill = (template: string, labels: Readonly<Record<string, string>>, { value, answers = false }: ExpectedTexts): string => template
  .replaceAll(/\{\{ with \$labels\.(\w+) \}\}(.*?)\{\{ end \}\}/g, (_, name: string, text: string) =>
    labels[name] ? text.replace('{{ . }}', labels[name]) : '')
  .replace(
    /\{\{ if gt \$value 0\.0 \}\}(.*?)\{\{ else if lt \$value 0\.0 \}\}(.*?)\{\{ else \}\}(.*?)\{\{ end \}\}/,
    value === undefined ? '$3' : value.startsWith('-') ? '$2' : '$1'
  )
  .replace(/\{\{ if \$value \}\}(.*?)\{\{ else \}\}(.*?)\{\{ end \}\}/, value === undefined ? '$2' : '$1')
  .replace(/\{\{ with printf .*? \}\}(.*?)\{\{ else \}\}(.*?)\{\{ end \}\}/, answers ? '$1' : '$2')
  .replaceAll(/\{\{ \$labels\.(\w+) \}\}/g, (_, name: string) => {
    if (labels[name] === undefined) throw new Error(`expected the label ${name}, which the text shows`)
    return labels[name]
  })
  .replaceAll(/\{\{ [^{}]*\$value[^{}]* \}\}/g, (shown) => shown.includes(' 分') ? inJapanese(value ?? '') : value ?? '')

/** An alert with its labels, its texts in both languages, and its links. */
export const expectedAlert = (alert: string, labels: Readonly<Record<string, string>>, texts: ExpectedTexts = {}): ExpectedAlert => {
  const { en, ja } = alerts.find(({ name }) => name === alert)!
  return {
    labels,
    annotations: {
      summary: en.summary,
      description: fill(en.description, labels, texts),
      summary_ja: ja.summary,
      description_ja: fill(ja.description, labels, texts),
      runbook_url: runbookOf(alert),
      ...texts.page !== undefined && { dashboard_url: pageAt(texts.page) }
    }
  }
}
