import { safeParse, type $ZodIssue, type $ZodType } from 'zod/v4/core'
import type { FastifySchemaCompiler } from 'fastify'
import { ApiError } from '../../errors/error-codes.ts'
import { quote } from './zod-message.ts'
import type { Issue } from '@mimamori/contract'

/** The invalid part of a request, as the beginning of a sentence. */
const subjects: Readonly<Record<string, string>> = {
  body: 'the body is',
  headers: 'the headers are',
  querystring: 'the query is',
  params: 'the path is'
}

/** RFC 6901: `~` and `/` inside a key are written `~0` and `~1`. */
const jsonPointer = (path: readonly PropertyKey[]): string =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** The names of a query's parameters; none for a schema that is no object. */
const namesOf = (schema: $ZodType): readonly string[] => {
  const { def } = schema._zod
  return 'shape' in def ? Object.keys(def.shape as object) : []
}
const noParameter = (known: readonly string[]): string =>
  `unknown parameter; ${known.length === 0 ? 'there are none here' : `expected ${known.join(', ')}`}`

/**
 * One issue for each mistake that zod found, and one for each unknown field; a body's paths are JSON pointers, others a name. `known`: the
 * names that a query may have.
 */
export const toIssues = (found: readonly $ZodIssue[], context = 'body', known: readonly string[] = []): Issue[] => {
  const unknown = context === 'querystring' ? noParameter(known) : 'unknown field'
  const pathOf = (path: readonly PropertyKey[]): string => context === 'body' ? jsonPointer(path) : path.map(String).join('.')
  return found.flatMap((issue) => issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({ path: pathOf([...issue.path, key]), message: unknown }))
    : { path: pathOf(issue.path), message: issue.message })
}

const messageOf = (issues: readonly Issue[], context: string): string => {
  const [first] = issues
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : ''
  return `${subjects[context] ?? `${context} is`} not as expected: ${first!.path === '' ? '' : `${first!.path}: `}${first!.message}${more}`
}

/** The error for a part of a request with at least one issue. */
export const validationFailed = (issues: readonly Issue[], context = 'body'): ApiError =>
  new ApiError('VALIDATION_FAILED', messageOf(issues, context), { issues })

/** A query consists of strings: a number that could not be parsed is NaN by now, and is shown as it was written. */
const withGivenText = (issue: $ZodIssue, query: unknown): $ZodIssue => {
  if (issue.code !== 'invalid_type' || issue.expected !== 'number') return issue
  const given = (query as Readonly<Record<string, unknown>>)[String(issue.path[0])]
  return typeof given === 'string' ? { ...issue, message: `expected a number, got ${quote(given)}` } : issue
}

const noBody: Issue = { path: '', message: 'expected a JSON object, with content-type: application/json; got nothing, or null' }

/** Checks each part of a request by its zod schema; all mistakes are answered at once. */
export const validatorCompiler: FastifySchemaCompiler<$ZodType> = ({ schema, httpPart = 'body' }) => (data: unknown) => {
  // Fastify gives null if there was no body at all.
  const isAbsent = httpPart === 'body' && (data === null || data === undefined)
  const result = safeParse(schema, isAbsent ? undefined : data)
  if (result.success) return { value: result.data }
  const found = httpPart === 'querystring' ? result.error.issues.map((issue) => withGivenText(issue, data)) : result.error.issues
  return { error: validationFailed(isAbsent ? [noBody] : toIssues(found, httpPart, namesOf(schema)), httpPart) }
}

/**
 * For a route that checks its body itself, by a schema that may depend on the body; its other
 * parts are checked as usual.
 */
export const bodyCheckedBy =
  (schemaOf: (body: unknown) => $ZodType) =>
    ({
      schema,
      httpPart,
      ...route
    }: {
      readonly schema: unknown
      readonly httpPart?: string
      readonly method: string
      readonly url: string
    }) =>
      (data: unknown) =>
        validatorCompiler({
          ...route,
          schema: httpPart === 'body' ? schemaOf(data) : (schema as $ZodType),
          ...(httpPart !== undefined && { httpPart })
        })(data)
