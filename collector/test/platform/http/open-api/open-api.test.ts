import { expect, test } from 'vitest'
import { z } from 'zod'
import { errorCodes } from '../../../../src/platform/errors/error-codes.ts'
import { collectorInTest } from '../../../collector-in-test.ts'
import { untilAllEnd } from '../../../until-all-end.ts'

interface Schema {
  readonly description?: string
  readonly examples?: readonly unknown[]
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly additionalProperties?: Schema | boolean
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly $ref?: string
}
interface Described { readonly description?: string, readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }
interface Operation {
  readonly operationId?: string
  readonly summary?: string
  readonly description?: string
  readonly tags?: readonly string[]
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[]
  readonly parameters?: readonly { readonly name: string, readonly description?: string, readonly schema: Schema }[]
  readonly requestBody?: Described
  readonly responses: Readonly<Record<string, Described>>
}
interface Document {
  readonly info: { readonly description: string, readonly license?: { readonly name: string, readonly identifier: string } }
  readonly servers?: readonly { readonly url: string }[]
  readonly tags?: readonly { readonly name: string, readonly description: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: {
    readonly schemas: { readonly Error: Schema }
    readonly securitySchemes: Readonly<Record<string, { readonly name?: string }>>
  }
}

const collector = collectorInTest({ until: untilAllEnd() })
const describedInterface = async (): Promise<
  Document & { readonly operations: readonly (Operation & { readonly name: string, readonly method: string, readonly path: string })[] }
> => {
  const document = (await (await collector).app.inject({ url: '/openapi.json' })).json<Document>()
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, method, path, ...operation }))
  )
  return { ...document, operations }
}
const post = async (path: string): Promise<Operation> => (await describedInterface()).paths[path]!['post']!
const jsonOf = (described: Described | undefined): Schema | undefined => described?.content?.['application/json']?.schema

type NamedFields = readonly (readonly [name: string, field: Schema])[]
/** Every field of a schema, at any depth, with the names that lead to it: `sites.timeZone`. */
const pathsOf = (schema: Schema, parent = ''): NamedFields => [
  ...Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [
    [parent + name, field] as const,
    ...pathsOf(field, `${parent}${name}.`)
  ]),
  ...(schema.items ? pathsOf(schema.items, parent) : []),
  ...(typeof schema.additionalProperties === 'object' ? pathsOf(schema.additionalProperties, parent) : []),
  ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((one) => pathsOf(one, parent))
]
const fieldsOf = (schema: Schema): NamedFields => pathsOf(schema).map(([path, field]) => [path.slice(path.lastIndexOf('.') + 1), field])
const schemasOf = ({ requestBody, responses }: Operation): readonly Schema[] =>
  [requestBody, ...Object.values(responses)].flatMap((described) => Object.values(described?.content ?? {}).map(({ schema }) => schema))

test.each(['/api/clients/status', '/api/clients/logs', '/api/clients/batch'])(
  'the description of %s says what becomes of a NUL',
  async (path) => {
    expect((await post(path)).description).toContain('`\\u0000` and half surrogate pairs are stored as U+FFFD')
  }
)

test('the description of a batch has a schema for each type of its body', async () => {
  const content = { ...(await post('/api/clients/batch')).requestBody?.content }
  expect(content['text/plain; version=0.0.4']?.schema).toMatchObject({ type: 'string' })
  expect(content['application/json']?.schema.anyOf?.map(({ properties = {} }) => Object.keys(properties))).toEqual([
    ['items'],
    ['times', 'series']
  ])
})

test('the document names its server, its licence, and what each tag is about', async () => {
  const { servers, info, tags, operations } = await describedInterface()
  expect(servers?.map(({ url }) => url)).toEqual(['/'])
  expect(info.license).toEqual({ name: 'Apache License 2.0', identifier: 'Apache-2.0' })
  expect(new Set(operations.flatMap(({ tags: [tag] = ['none'] }) => tag))).toEqual(new Set(tags?.map(({ name }) => name)))
  expect(tags?.filter(({ description }) => description === '')).toEqual([])
})

test('every operation has an id of its own, a summary, and an answer of success', async () => {
  const { operations } = await describedInterface()
  expect(operations.length).toBeGreaterThan(30)
  const ids = operations.map(({ operationId }) => operationId)
  expect(ids.filter((id) => !/^[a-z][A-Za-z]+$/.test(id ?? ''))).toEqual([])
  expect(new Set(ids).size).toBe(ids.length)
  expect(
    operations
      .filter(({ summary, responses }) => !summary || !Object.keys(responses).some((status) => status.startsWith('2')))
      .map(({ name }) => name)
  ).toEqual([])
})

test('every answer is described', async () => {
  const { operations } = await describedInterface()
  const undescribed = operations.flatMap(({ operationId, responses }) =>
    Object.entries(responses)
      .filter(([, { description = '' }]) => ['', 'Default Response'].includes(description))
      .map(([status]) => `${operationId} ${status}`)
  )
  expect(undescribed).toEqual([])
})

test('every operation says who may ask: a device, one of some roles by token or session, or anyone', async () => {
  const { operations, components } = await describedInterface()
  expect(Object.keys(components.securitySchemes)).toEqual(['deviceKey', 'enrollmentToken', 'operatorToken', 'session'])
  expect(components.securitySchemes['deviceKey']?.name).toBe('x-client-key')
  const schemes = Object.fromEntries(operations.map(({ name, security }) => [name, security]))
  expect(schemes['post /api/clients/status']).toEqual([{ deviceKey: [] }])
  expect(schemes['post /api/enrollment']).toEqual([{ enrollmentToken: [] }])
  expect(schemes['get /metrics']).toEqual([{ operatorToken: ['admin', 'scrape'] }, { session: ['admin', 'scrape'] }])
  expect(schemes['post /api/clients/import']).toEqual([{ operatorToken: ['admin'] }, { session: ['admin'] }])
  expect(operations.filter(({ security }) => security?.length === 0).map(({ name }) => name)).toEqual([
    'get /healthz',
    'get /readyz',
    'post /api/login',
    'post /api/login/password',
    'post /api/wall/session'
  ])
})

test('every field and parameter has a description', async () => {
  const { operations, components } = await describedInterface()
  const fields = [...operations.flatMap(schemasOf), components.schemas.Error].flatMap(fieldsOf)
  const parameters = operations.flatMap(({ parameters = [] }) => parameters)
  const missing = [...fields.map(([name, { description }]) => ({ name, description })), ...parameters]
    .filter(({ description }) => !description)
    .map(({ name }) => name)
  expect([...new Set(missing)]).toEqual([])
})

test.each([
  ['getFleetStatus', 'sites.timeZone', 'The IANA name of the site’s time zone.'],
  [
    'addReceiver',
    'receiver.quietHours.timeZone',
    'The time zone of the quiet hours. Defaults to that of the server; null in responses if that is used.'
  ],
  ['getUpdateRun', 'run.by', 'The account that started the run.'],
  ['getUpdateQueue', 'pinned.by', 'Who pinned the device.']
])('a field is described by what it is in its place: %s, %s', async (operationId, path, description) => {
  const { operations } = await describedInterface()
  const { responses } = operations.find((operation) => operation.operationId === operationId)!
  const fields = Object.entries(responses)
    .filter(([status]) => status.startsWith('2'))
    .flatMap(([, answer]) => pathsOf(jsonOf(answer)!))
  expect(fields.find(([name]) => name === path)?.[1].description).toBe(description)
})

test('a parameter is described by what it is, where a field of the answer has its name', async () => {
  const { operations } = await describedInterface()
  const { parameters = [] } = operations.find(({ operationId }) => operationId === 'getUpdateRun')!
  expect(parameters.find(({ name }) => name === 'run')?.description).toBe('The ID of the run.')
})

/** https://redocly.com/docs/cli/rules/oas/no-ambiguous-paths: as many variables each, and what is no variable in either is the same. */
const isAmbiguous = (one: string, other: string): boolean => {
  const [a, b] = [one.split('/'), other.split('/')]
  const isVariable = (part = ''): boolean => part.startsWith('{')
  return (
    a.length === b.length &&
    a.filter(isVariable).length === b.filter(isVariable).length &&
    a.every((part, index) => isVariable(part) || isVariable(b[index]) || part === b[index])
  )
}

test('no two paths fit the same address', async () => {
  const paths = Object.keys((await describedInterface()).paths)
  expect(
    paths.flatMap((one, index) =>
      paths
        .slice(index + 1)
        .filter((other) => isAmbiguous(one, other))
        .map((other) => `${one} ${other}`)
    )
  ).toEqual([])
  expect(isAmbiguous('/api/alerts/{fingerprint}/acknowledge', '/api/alerts/silences/{id}')).toBe(true)
})

/** https://redocly.com/docs/cli/rules/oas/no-required-schema-properties-undefined */
test('every field that is required is described', async () => {
  const { operations } = await describedInterface()
  const objects = operations.flatMap((operation) =>
    schemasOf(operation).flatMap((schema) =>
      [schema, ...fieldsOf(schema).map(([, field]) => field)].map((object) => ({ name: operation.name, object }))
    )
  )
  expect(
    objects.flatMap(({ name, object: { required = [], properties = {} } }) =>
      required.filter((field) => !(field in properties)).map((field) => `${name}: ${field}`)
    )
  ).toEqual([])
})

/** zod reads patterns without their flag `u`, by which JSON Schema does, and without which there are no properties of characters. */
const asZod = (schema: Schema): z.ZodType =>
  z.fromJSONSchema(
    JSON.parse(
      JSON.stringify(schema, (name, value: unknown) => (name === 'pattern' && String(value).includes('\\p{') ? undefined : value))
    ) as Parameters<typeof z.fromJSONSchema>[0]
  )

test('every example is one of its schema', async () => {
  const { operations } = await describedInterface()
  const fields = [
    ...operations.flatMap(schemasOf).flatMap(fieldsOf),
    ...operations.flatMap(({ parameters = [] }) => parameters.map(({ name, schema }) => [name, schema] as const))
  ]
  const wrong = fields.filter(([, { examples = [], ...schema }]) => examples.some((example) => !asZod(schema).safeParse(example).success))
  expect(wrong.map(([name, { examples }]) => `${name}: ${JSON.stringify(examples)}`)).toEqual([])
  expect(fields.filter(([, { examples }]) => examples !== undefined).length).toBeGreaterThan(200)
})

test('every operation names the errors that it can answer, each under its status, and no others', async () => {
  const { operations, info } = await describedInterface()
  const errorsOf = (name: string) =>
    Object.fromEntries(
      Object.entries(operations.find((operation) => operation.name === name)!.responses)
        .filter(([status]) => Number(status) >= 400)
        .map(([status, { description }]) => [status, description])
    )
  expect(errorsOf('get /healthz')).toEqual({ 400: 'VALIDATION_FAILED', 500: 'INTERNAL' })
  expect(errorsOf('get /api/clients/{id}')).toEqual({
    400: 'VALIDATION_FAILED',
    401: 'OPERATOR_TOKEN_REQUIRED, OPERATOR_TOKEN_INVALID',
    403: 'ROLE_REQUIRED',
    404: 'CLIENT_DEVICE_NOT_FOUND',
    500: 'INTERNAL'
  })
  for (const name of ['get /api/receivers', 'get /api/clients/{id}/history']) expect(errorsOf(name)['503']).toContain('STORAGE_UNAVAILABLE')
  expect(errorsOf('post /api/clients/logs')).toMatchObject({
    401: 'CLIENT_KEY_REQUIRED, CLIENT_KEY_INVALID',
    429: 'RATE_LIMITED, TOO_MANY_WRONG_KEYS, TOO_MANY_LOG_BYTES'
  })
  expect(operations.length).toBeGreaterThan(30)
  for (const { name, responses } of operations) {
    for (const [status, described] of Object.entries(responses).filter(
      ([status]) => Number(status) >= 400 && !(name === 'get /readyz' && status === '503')
    )) {
      expect([name, jsonOf(described)]).toEqual([name, { $ref: '#/components/schemas/Error' }])
      expect([name, described.description?.split(', ').map((code) => (errorCodes as Readonly<Record<string, number>>)[code])]).toEqual([
        name,
        described.description?.split(', ').map(() => Number(status))
      ])
    }
  }
  const described = [
    info.description,
    ...operations.flatMap(({ responses }) => Object.values(responses).map(({ description }) => description))
  ].join()
  expect(Object.keys(errorCodes).filter((code) => !described.includes(code))).toEqual([])
})

test('each route that takes log lines says that it refuses them while too many wait', async () => {
  const refusals = await Promise.all(
    ['/api/clients/batch', '/api/clients/logs', '/api/clients/status', '/loki/api/v1/push'].map(async (path) =>
      JSON.stringify((await post(path)).responses['503'])
    )
  )
  for (const refusal of refusals) expect(refusal).toContain('LOG_QUEUE_FULL')
})
