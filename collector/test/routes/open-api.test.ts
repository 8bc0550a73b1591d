import { expect, test } from 'vitest'
import { collectorInTest } from '../collector-in-test.ts'

interface Schema { readonly description?: string, readonly properties?: Readonly<Record<string, Schema>> }
interface Operation { readonly description?: string, readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } } }

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
