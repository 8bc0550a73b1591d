import { z } from 'zod'
import { errorAnswer } from '@mimamori/contract'

interface Schema {
  description?: string
  /** Set by schemas (`about`); OpenAPI 3.1 has a list. */
  example?: unknown
  examples?: unknown[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly additionalProperties?: Schema | boolean
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
}

const childrenOf = ({ properties, items, additionalProperties, anyOf = [], oneOf = [] }: Schema): readonly Schema[] =>
  [...Object.values(properties ?? {}), items, additionalProperties, ...anyOf, ...oneOf].filter((child) => typeof child === 'object')

type Field = readonly [name: string, schema: Schema]
/** Every field of a schema, at any depth. */
const fieldsOf = (schema: Schema): readonly Field[] => [...Object.entries(schema.properties ?? {}), ...childrenOf(schema).flatMap(fieldsOf)]

/** Gives a field without a description the description of others with its name, if all are the same. */
const describeByName = (fields: readonly Field[]): void => {
  const byName = Map.groupBy(fields.filter(([, { description }]) => description !== undefined), ([name]) => name)
  for (const [name, field] of fields.filter(([, { description }]) => description === undefined)) {
    const [first, ...others] = (byName.get(name) ?? []).map(([, schema]) => schema)
    if (first === undefined || others.some(({ description }) => description !== first.description)) continue
    Object.assign(field, { description: first.description, ...'example' in first && { example: first.example } })
  }
}

const listExample = (field: Schema): void => {
  if (!('example' in field)) return
  field.examples = [field.example]
  delete field.example
}

interface Operation {
  readonly operationId: string
  readonly parameters?: readonly { readonly name: string, description?: string, readonly schema: Schema }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
  responses: Record<string, { description: string, readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  'x-answer'?: string | Readonly<Record<string, string>>
  'x-errors'?: Operation['responses']
}

const describeAnswers = ({ 'x-answer': text, responses }: Operation): void => {
  for (const [status, answer] of Object.entries(responses)) {
    answer.description = (typeof text === 'object' ? text[status] : text) ?? answer.description
  }
}

const completeOperation = (operation: Operation): void => {
  describeAnswers(operation)
  const { 'x-errors': errors = {} } = operation
  delete operation['x-errors']
  delete operation['x-answer']
  // A route's own answer with the same status stays.
  operation.responses = { ...errors, ...operation.responses }
}

const fieldsOfOperation = ({ parameters = [], requestBody, responses }: Operation): readonly Field[] => [
  ...parameters.map(({ name, description, schema }): Field => [name, Object.assign(schema, description && { description })]),
  ...[requestBody, ...Object.values(responses)]
    .flatMap((part) => Object.values(part?.content ?? {}))
    .flatMap(({ schema }) => fieldsOf(schema))
]

/** The collected document with its shared texts added: the text of each answer, of fields by their name, and the shape of every error. */
export const completeDocument = <Document extends { readonly paths?: object, readonly components?: object }>(
  document: Document
): Document => {
  const error = z.toJSONSchema(errorAnswer, { target: 'draft-2020-12' }) as Schema & { $schema?: string }
  delete error.$schema
  const operations = Object.values(document.paths ?? {}).flatMap((path: object) => Object.values(path) as readonly Operation[])
  operations.forEach(completeOperation)
  const fields = [...fieldsOf(error), ...operations.flatMap(fieldsOfOperation)]
  describeByName(fields)
  for (const [, field] of fields) listExample(field)
  for (const parameter of operations.flatMap(({ parameters = [] }) => parameters)) {
    Object.assign(parameter, parameter.schema.description && { description: parameter.schema.description })
  }
  return { ...document, components: { ...document.components, schemas: { Error: error } } }
}
