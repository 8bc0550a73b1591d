import { fold } from '@mimamori/contract/fold'
import type { LogFilter } from '../log-query.ts'
import { caseClass } from './case-variants.ts'
import { quoteString } from './label-set.ts'
import { deviceJobs } from './log-jobs.ts'

/** Go's QuoteMeta (https://pkg.go.dev/regexp#QuoteMeta): a text as a pattern that matches this text alone. */
const quotePattern = (text: string): string => text.replaceAll(/[\\.+*?()|[\]{}^$]/g, String.raw`\$&`)

const oneOf = (label: string, values: readonly string[] | undefined): readonly string[] => {
  if (values === undefined) return []
  return [values.length === 1 ? `${label}=${quoteString(values[0]!)}` : `${label}=~${quoteString(values.map(quotePattern).join('|'))}`]
}

/** Without two cases, Loki needs no pattern. With nothing but ASCII it is faster by far. */
const lineFilter = (text: string): string => {
  if (text.toLowerCase() === text.toUpperCase()) return `|= ${quoteString(text)}`
  return `|~ ${quoteString(`(?i)${[...fold(text)].map((character) => caseClass(character) ?? quotePattern(character)).join('')}`)}`
}

const metadataFilter = (name: string, value: string | undefined): readonly string[] =>
  value === undefined ? [] : [`| ${name}=${quoteString(value)}`]

/**
 * A filter in LogQL (https://grafana.com/docs/loki/latest/query/). Every text of a user is in a string of LogQL and, if that is a
 * pattern, is quoted as one: none can change the query.
 */
export const toLogQl = ({ deviceIds, levels, text, unit, requestId, runId }: LogFilter): string => [
  `{${[`job=~${quoteString(deviceJobs)}`, ...oneOf('device', deviceIds), ...oneOf('level', levels)].join(', ')}}`,
  ...text === undefined || text === '' ? [] : [lineFilter(text)],
  ...metadataFilter('unit', unit),
  ...metadataFilter('request_id', requestId),
  ...metadataFilter('run_id', runId)
].join(' ')
