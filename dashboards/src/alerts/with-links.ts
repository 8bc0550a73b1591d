import type { Alert, Rule } from './alert.ts'

export interface LinkOptions {
  /** Where people reach the collector, which serves the runbook and the page of the device: a notification has no place of its own, and there is no internet. */
  readonly publicUrl: URL
}

/** Adds where to read what to do, in the language that the reader’s browser asks for, and the page where the fault can be seen. */
export const withLinks = ({ publicUrl: { origin } }: LinkOptions) => (rule: Rule, { page }: Alert): Rule => ({
  ...rule,
  annotations: {
    ...rule.annotations,
    runbook_url: `${origin}/admin/runbook/${rule.alert}`,
    ...page !== undefined && { dashboard_url: origin + page }
  }
})
