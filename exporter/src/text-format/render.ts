import type { Family, Sample } from './family.ts'

/** The content type of a page in the text format 0.0.4. */
export const contentType = 'text/plain; version=0.0.4; charset=utf-8'

const escapeHelp = (text: string): string => text.replace(/[\\\n]/g, (c) => c === '\n' ? '\\n' : '\\\\')

const labelEscapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '"': '\\"' }

export const escapeLabelValue = (text: string): string => /[\\\n"]/.test(text) ? text.replace(/[\\\n"]/g, (c) => labelEscapes[c]!) : text

/** A number as Go's strconv prints it in the text format: `+Inf`, `-Inf`, `NaN`, else the shortest decimal. */
export const renderValue = (value: number): string =>
  Number.isFinite(value) ? String(value) : Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'

const renderLabels = (labels: Sample['labels']): string => {
  if (labels === undefined) return ''
  let out = ''
  for (const name in labels) out += `${out === '' ? '{' : ','}${name}="${escapeLabelValue(labels[name]!)}"`
  return out === '' ? '' : out + '}'
}

/**
 * Prints families in the text format 0.0.4
 * (https://prometheus.io/docs/instrumenting/exposition_formats/). Families without samples are left out.
 */
export const renderFamilies = (families: Iterable<Family>): string => {
  let page = ''
  for (const { name, help, type, samples } of families) {
    if (samples.length === 0) continue
    page += `# HELP ${name} ${escapeHelp(help)}\n# TYPE ${name} ${type}\n`
    for (const sample of samples) page += `${sample.name ?? name}${renderLabels(sample.labels)} ${renderValue(sample.value)}\n`
  }
  return page
}
