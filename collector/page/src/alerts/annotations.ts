import type { AlertView, Language } from '@mimamori/contract'
import { severities, severityOf } from '@mimamori/contract/severity'

/** An annotation in this language; English has its plain name. */
export const annotationOf = (
  { annotations }: Pick<AlertView, 'annotations'>,
  name: 'summary' | 'description',
  language: Language
): string | undefined =>
  annotations[`${name}_${language}`] ?? annotations[name]

/**
 * The address of its page of the runbook; undefined if its rule names none, or no address of the web. A page that the collector serves is
 * linked on this page's server, in this language: the reader may reach the collector by another name than its rules have.
 */
export const runbookOf = (
  { annotations: { runbook_url: url } }: Pick<AlertView, 'annotations'>,
  language: Language
): string | undefined => {
  if (url === undefined || !/^https?:\/\//.test(url) || !URL.canParse(url)) return undefined
  const { pathname } = new URL(url)
  return /^\/admin\/runbook\/\w+$/.test(pathname) ? `${pathname}?lang=${language}` : url
}

/** The worst first, and of the same severity the newest; suppressed ones last. */
export const worstFirst = (alerts: readonly AlertView[]): readonly AlertView[] =>
  [...alerts].sort((a, b) => Number(a.suppression !== null) - Number(b.suppression !== null) ||
    severities.indexOf(severityOf(a.severity)) - severities.indexOf(severityOf(b.severity)) ||
    Date.parse(b.startsAt) - Date.parse(a.startsAt))
