/** Names that may occur as `{{name}}` in the address and the body of a plain HTTP request. */
export const placeholders = ['title', 'text', 'status', 'severity', 'alertname', 'site', 'device', 'count'] as const
export type Placeholder = typeof placeholders[number]

const anyBraces = /\{\{\s*([^{}]*?)\s*\}\}/g
const isPlaceholder = (name: string): name is Placeholder => (placeholders as readonly string[]).includes(name)

/** The names in `{{…}}` that are no placeholders. */
export const unknownPlaceholders = (template: string): string[] =>
  [...template.matchAll(anyBraces)].map(([, name = '']) => name).filter((name) => !isPlaceholder(name))

/** Whether two braces are opened and not closed by two. Two that only close are JSON's own. */
export const hasOpenBraces = (template: string): boolean => template.replace(anyBraces, '').includes('{{')

/** The template with its values, each encoded by `encode`, so that none can end the string or the parameter around it. */
export const fillTemplate = (template: string, values: Readonly<Record<Placeholder, string>>, encode: (value: string) => string): string =>
  template.replace(anyBraces, (whole, name: string) => isPlaceholder(name) ? encode(values[name]) : whole)

/** The encoding of a value within a body of this content type. */
export const bodyEncoding = (contentType: string | undefined): ((value: string) => string) => {
  if (/^application\/(?:[\w.-]+\+)?json\b/i.test(contentType ?? '')) return (value) => JSON.stringify(value).slice(1, -1)
  if (/^application\/x-www-form-urlencoded\b/i.test(contentType ?? '')) return encodeURIComponent
  return (value) => value
}
