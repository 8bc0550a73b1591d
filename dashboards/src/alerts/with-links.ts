import type { Alert, Rule } from './alert.ts'

export interface LinkOptions {
  /** The collector's address for people. It serves the runbook and the page of the device, since there is no internet. */
  readonly publicUrl: URL
}

/** Adds links to the runbook page, which is in the language of the reader’s browser, and to the page that shows the fault. */
export const withLinks = ({ publicUrl: { origin } }: LinkOptions) => (rule: Rule, { page }: Alert): Rule => ({
  ...rule,
  annotations: {
    ...rule.annotations,
    runbook_url: `${origin}/admin/runbook/${rule.alert}`,
    ...page !== undefined && { dashboard_url: origin + page }
  }
})
