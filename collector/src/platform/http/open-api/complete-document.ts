import { z } from 'zod'
import { errorAnswer } from '@mimamori/contract'
import { fieldTexts } from './field-texts/index.ts'

interface Schema {
  description?: string
  examples?: unknown[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly additionalProperties?: Schema | boolean
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
}

/**
 * Gives each field its text and example: what its schema says, else what the catalogue says of it within its parent (of the outermost, the
 * operation), or anywhere.
 */
const describeFields = (schema: Schema, parent: string): void => {
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    describeField(field, [`${parent}.${name}`, name])
    describeFields(field, name)
  }
  if (schema.items) describeFields(schema.items, parent)
  if (typeof schema.additionalProperties === 'object') describeFields(schema.additionalProperties, parent)
  for (const one of [...schema.anyOf ?? [], ...schema.oneOf ?? []]) describeFields(one, parent)
}

/** The first of the keys that has a text decides. */
const describeField = (field: Schema, keys: readonly string[]): void => {
  const key = keys.find((candidate) => candidate in fieldTexts)
  if (key === undefined) return
  const text = fieldTexts[key]!
  const [description, example] = text
  field.description ??= description
  if (example !== undefined) field.examples ??= [example]
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
  for (const parameter of operation.parameters ?? []) {
    const { name } = parameter
    describeField(parameter.schema, [`${operation.operationId}?${name}`, `${operation.operationId}.${name}`, name])
    const { description } = parameter.schema
    if (description !== undefined) parameter.description ??= description
  }
  describeAnswers(operation)
  const { 'x-errors': errors = {} } = operation
  delete operation['x-errors']
  delete operation['x-answer']
  // A route's own answer with the same status stays.
  operation.responses = { ...errors, ...operation.responses }
  const contents = [operation.requestBody?.content, ...Object.values(operation.responses).map(({ content }) => content)]
  for (const { schema } of contents.flatMap((content) => Object.values(content ?? {}))) describeFields(schema, operation.operationId)
}

/** The collected document with what stands once: the text of each answer and field, and the shape of every error. */
export const completeDocument = <Document extends { readonly paths?: object, readonly components?: object }>(
  document: Document
): Document => {
  const error = z.toJSONSchema(errorAnswer, { target: 'draft-2020-12' }) as Schema & { $schema?: string }
  delete error.$schema
  describeFields(error, 'Error')
  for (const path of Object.values(document.paths ?? {}) as readonly object[]) {
    for (const operation of Object.values(path)) completeOperation(operation as Operation)
  }
  return { ...document, components: { ...document.components, schemas: { Error: error } } }
}
