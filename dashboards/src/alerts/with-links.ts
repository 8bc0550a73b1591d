import type { Language } from '@mimamori/program/language'
import type { Alert, Rule } from './alert.ts'

export interface LinkOptions {
  readonly language: Language
  /** Where people reach the collector, which serves the runbook and the page of what is ill: a notification has no place of its own, and there is no internet. */
  readonly publicUrl: URL
}

/** Adds where to read what to do, and the page where what is ill can be seen. */
export const withLinks = ({ language, publicUrl: { origin } }: LinkOptions) => (rule: Rule, { page }: Alert): Rule => ({
  ...rule,
  annotations: {
    ...rule.annotations,
    runbook_url: `${origin}/admin/runbook/${rule.alert}?lang=${language}`,
    ...page !== undefined && { dashboard_url: origin + page }
  }
})
