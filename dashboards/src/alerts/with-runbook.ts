import type { Rule } from './alert.ts'

/** Adds where to read what to do: the page named like the alert, below `base`. */
export const withRunbook = (base: string) => (rule: Rule): Rule => ({
  ...rule,
  annotations: { ...rule.annotations, runbook_url: `${base}/${rule.alert}.md` }
})
