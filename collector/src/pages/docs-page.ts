import { clientKeyHeader, type Language } from '@mimamori/contract'
import { apiText } from './api-text.ts'
import { escapeHtml } from '../platform/language/escape-html.ts'
import type { WholePage } from './shell.ts'

/** An operation as OpenAPI describes it. */
export interface Operation {
  readonly operationId?: string
  readonly summary?: string
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[]
}
export type Operations = Readonly<Record<string, Readonly<Record<string, Operation>>>>

/** A path that does not fit is broken before a slash. */
const breakable = (path: string): string => escapeHtml(path).replaceAll(/(?<=.)\//g, '<wbr>/')

/** The interface as a table: /openapi.json has all of it. `summaries`: replace the English ones, by the ids of operations. */
export const docsPage = (paths: Operations, language: Language, summaries: ReadonlyMap<string, string> = new Map()): WholePage => {
  const text = apiText[language]
  const whoOf = ({ security = [] }: Operation): string => {
    const [way] = security
    if (way === undefined) return text.anyone
    return 'deviceKey' in way || 'enrollmentToken' in way ? text.device : escapeHtml(Object.values(way)[0]?.join(text.comma) ?? '')
  }
  const whatOf = ({ operationId = '', summary = '' }: Operation): string => escapeHtml(summaries.get(operationId) ?? summary)
  const rows = Object.entries(paths).flatMap(([path, operations]) => Object.entries(operations).map(([method, operation]) =>
    `<tr><td><code>${method.toUpperCase()} ${breakable(path)}</code></td><td>${whoOf(operation)}</td><td>${whatOf(operation)}</td></tr>`))
  return {
    title: text.title,
    place: 'api',
    html: `<h1>${text.title}</h1>
<p>${text.schemas('<a href="/openapi.json">/openapi.json</a>')}</p>
<p>${text.keys(`<code>${clientKeyHeader}</code>`, '<code>Authorization: Bearer TOKEN</code>')}</p>
<table><thead><tr>${text.columns.map((column) => `<th scope="col">${column}</th>`).join('')}</tr></thead><tbody>
${rows.join('\n')}
</tbody></table>
`
  }
}
