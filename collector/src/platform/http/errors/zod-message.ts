import type { $ZodErrorMap, $ZodIssueInvalidStringFormat, $ZodIssueInvalidUnion, $ZodRawIssue } from 'zod/v4/core'

const types: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
  nonoptional: 'a value',
  undefined: 'nothing',
  never: 'nothing'
}
const formats: Readonly<Record<string, string>> = {
  datetime: 'a time such as 2026-12-01T08:00:00Z',
  date: 'a date such as 2026-12-01',
  url: 'an address such as https://192.168.10.2/',
  email: 'an e-mail address',
  ipv4: 'an IPv4 address',
  ipv6: 'an IPv6 address',
  uuid: 'a UUID'
}
const units: Readonly<Record<string, readonly [one: string, many: string]>> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
  set: ['entry', 'entries'],
  map: ['entry', 'entries']
}

const times = new Set(['datetime', 'date'])
const numeric = new Set(['number', 'int'])

/** A received string in quotes, shortened if it is long. */
export const quote = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)

/** Only its type: it may be a secret, and messages are logged. */
const typeOf = (input: unknown): string => {
  if (input === undefined) return 'nothing'
  if (Array.isArray(input)) return 'a list'
  if (Number.isNaN(input)) return 'no number'
  if (typeof input === 'string' || typeof input === 'number') return `a ${typeof input}`
  return input === null || typeof input === 'boolean' ? String(input) : 'an object'
}
/** The value itself, if a number, a time or one of a few words is expected: none of these is a secret. */
const valueOf = (input: unknown): string => {
  if (typeof input === 'string') return quote(input)
  return typeof input === 'number' && !Number.isNaN(input) ? String(input) : typeOf(input)
}
const sizeOf = (input: unknown): string => typeof input === 'string' || Array.isArray(input) ? String(input.length) : valueOf(input)

const oneOf = (values: readonly unknown[]): string => {
  const words = values.map(String)
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)!}`
}

const size = (origin: string, relation: string, limit: number | bigint): string => {
  const unit = units[origin]
  return unit
    ? `${relation} ${limit} ${unit[Number(limit) === 1 ? 0 : 1]}`
    : `a number ${relation === 'above' || relation === 'below' ? relation : `of ${relation}`} ${limit}`
}

const ofFormat = (issue: $ZodRawIssue<$ZodIssueInvalidStringFormat>): string => {
  const { format, pattern } = issue
  if (format in formats) return `expected ${formats[format]!}${times.has(format) ? `, got ${valueOf(issue.input)}` : ''}`
  return pattern === undefined ? `expected text of the format ${format}` : `expected text that matches ${pattern}`
}

const ofUnion = (issue: $ZodRawIssue<$ZodIssueInvalidUnion>): string => {
  const { discriminator, options, input } = issue
  if (discriminator !== undefined && Array.isArray(options)) {
    return `expected ${oneOf(options)}, got ${valueOf((input as Readonly<Record<string, unknown>>)[discriminator])}`
  }
  return [...new Set(issue.errors.flatMap((branch) => branch.slice(0, 1).map(({ message }) => message)))].join('; or ')
}

/** States the expected and the actual value, for each mistake whose schema has no message of its own: instead of zod's message. */
export const zodMessage: $ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${types[issue.expected] ?? issue.expected}, got ${numeric.has(issue.expected) && typeof issue.input === 'number' ? sizeOf(issue.input) : typeOf(issue.input)}`
    case 'invalid_value':
      return `expected ${oneOf(issue.values)}, got ${valueOf(issue.input)}`
    case 'too_small':
      return `expected ${size(issue.origin, issue.exact ? 'exactly' : issue.inclusive ? 'at least' : 'above', issue.minimum)}, got ${sizeOf(issue.input)}`
    case 'too_big':
      return `expected ${size(issue.origin, issue.exact ? 'exactly' : issue.inclusive ? 'at most' : 'below', issue.maximum)}, got ${sizeOf(issue.input)}`
    case 'not_multiple_of':
      return `expected a multiple of ${issue.divisor}, got ${valueOf(issue.input)}`
    case 'invalid_format':
      return ofFormat(issue)
    case 'unrecognized_keys':
      return `unknown field ${issue.keys.join(', ')}`
    case 'invalid_key':
    case 'invalid_element':
      return issue.issues[0]!.message
    case 'invalid_union':
      return ofUnion(issue)
    case 'custom':
      return 'not valid here'
  }
}
