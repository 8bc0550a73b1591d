import { expect, test } from 'vitest'
import { errorCodes } from '../../src/http/errors/error-codes.ts'
import { collectorInTest } from '../collector-in-test.ts'

interface Schema { readonly description?: string, readonly properties?: Readonly<Record<string, Schema>> }
interface Operation { readonly description?: string, readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } } }

interface Described { readonly description?: string, readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }

/** The POST operations that `/openapi.json` describes. */
const posts = async (): Promise<(path: string) => Operation> => {
  const { app } = await collectorInTest()
  const { paths } = (await app.inject({ url: '/openapi.json' })).json<{ paths: Readonly<Record<string, { readonly post: Operation }>> }>()
  return (path) => paths[path]!.post
}

test('the description of the interface says of a scrape address that it is kept, and that nothing pulls from it', async () => {
  const post = await posts()
  expect(post('/api/clients').requestBody?.content['application/json'].schema.properties?.scrapeUrl?.description).toMatch(/kept.*today it does not/)
})

test.each(['/api/clients/status', '/api/clients/logs', '/api/clients/batch'])('the description of %s says what becomes of a NUL', async (path) => {
  const post = await posts()
  expect(post(path).description).toContain('`\\u0000` and half surrogate pairs are stored as U+FFFD')
})

test('every operation describes its errors, in the one shape', async () => {
  const { app } = await collectorInTest()
  const { paths } = (await app.inject({ url: '/openapi.json' })).json<{ paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: Readonly<Record<string, Described>> }>>>> }>()
  const operations = Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, ...operation })))
  expect(operations.length).toBeGreaterThan(30)
  for (const { name, responses } of operations) {
    expect([name, Object.keys(responses).some((status) => status.startsWith('2')), Object.keys(responses['4XX']?.content?.['application/json']?.schema?.properties ?? {})])
      .toEqual([name, true, ['requestId', 'code', 'message', 'issues']])
    expect(responses['5XX']?.description).toContain('STORAGE_UNAVAILABLE (503)')
  }
  const described = ['4XX', '5XX'].map((statuses) => operations[0]!.responses[statuses]?.description).join()
  expect(Object.keys(errorCodes).filter((code) => !described.includes(code))).toEqual([])
})

test('the description of a batch has a schema for each type of its body', async () => {
  const post = await posts()
  const content: Record<string, { schema: Schema }> = { ...post('/api/clients/batch').requestBody?.content }
  expect(content['text/plain; version=0.0.4']?.schema).toMatchObject({ type: 'string' })
  expect(Object.keys(content['application/json']?.schema.properties ?? {})).toEqual(['items'])
})
