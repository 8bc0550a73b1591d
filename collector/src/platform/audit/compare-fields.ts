import { isDeepStrictEqual } from 'node:util'
import type { FieldChange } from '@mimamori/contract'
import { redact } from '@mimamori/contract/redaction'

/** Whether a field's value must never be shown; its name has a dot before each name within an object: `channel.url`. */
type IsSecret = (field: string) => boolean

type Value = NonNullable<FieldChange['after']>

/** The most characters of a request's body, which may be long. */
const mostCharacters = 500

/** The most sites that a receiver may have. */
const mostItems = 200

const cut = (text: string): string => text.length > mostCharacters ? `${text.slice(0, mostCharacters).toWellFormed()}…` : text

const shown = (value: unknown): Value => {
  if (Array.isArray(value)) return value.slice(0, mostItems).map((each) => cut(redact(String(each))))
  return typeof value === 'number' || typeof value === 'boolean' ? value : cut(redact(String(value)))
}

/** Whether a value counts as empty in the interface: a site of '', an empty list. */
const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

const fieldsOf = (value: unknown, path: string): readonly (readonly [field: string, value: unknown])[] => {
  if (isNothing(value)) return []
  if (typeof value !== 'object' || Array.isArray(value)) return [[path, value]]
  return Object.entries(value as object).flatMap(([name, inner]) => fieldsOf(inner, path === '' ? name : `${path}.${name}`))
}

/**
 * The fields in which two objects differ, at any depth; undefined: there was none before, or is none after. A secret is `***`, even
 * within a text, such as the password of an address.
 */
export const compareFields = (
  before: object | undefined,
  after: object | undefined,
  isSecret: IsSecret = () => false
): readonly FieldChange[] => {
  const [was, is] = [new Map(fieldsOf(before, '')), new Map(fieldsOf(after, ''))]
  const show = (field: string, value: unknown): FieldChange['after'] =>
    value === undefined ? null : isSecret(field) ? '***' : shown(value)
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((field) => !isDeepStrictEqual(was.get(field), is.get(field)))
    .map((field) => ({ field, before: show(field, was.get(field)), after: show(field, is.get(field)) }))
}
