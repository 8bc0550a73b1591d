import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { collectorInTest } from '../collector-in-test.ts'

test('the documentation lists every route and loads nothing from elsewhere', async () => {
  const { app } = await collectorInTest()
  const page = await app.inject('/docs')
  expect(page.headers['content-security-policy']).toContain("default-src 'none'")
  for (const request of [
    'POST /api/clients',
    'POST /api/clients/batch',
    'GET /api/clients/status',
    'POST /api/clients/{id}/rotate',
    'GET /metrics/inventory',
    'GET /readyz'
  ]) {
    expect(page.body.replaceAll('<wbr>', '')).toContain(`<code>${request}</code>`)
  }
  expect(page.body).not.toMatch(/(?:src|href)="(?!\/|#|\?lang=|data:image)/)
  const { openapi, paths } = (await app.inject('/openapi.json')).json<{ openapi: string, paths: Record<string, unknown> }>()
  expect(openapi).toBe('3.1.0')
  expect(Object.keys(paths).length).toBeGreaterThan(15)
})

test('the description of the interface is packed where that is taken, and the same as without', async () => {
  const { app } = await collectorInTest()
  const packed = await app.inject({ url: '/openapi.json', headers: { 'accept-encoding': 'gzip' } })
  const plain = await app.inject('/openapi.json')
  expect([
    packed.headers['content-encoding'],
    packed.headers.vary,
    plain.headers['content-encoding'],
    plain.headers['content-type']
  ]).toEqual(['gzip', 'accept-encoding', undefined, 'application/json; charset=utf-8'])
  expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.body)
})

test('the documentation says in Japanese what each operation does', async () => {
  const { app } = await collectorInTest()
  const { paths } = (await app.inject('/openapi.json')).json<{ paths: Record<string, Record<string, { operationId: string }>> }>()
  const ids = Object.values(paths).flatMap((operations) => Object.values(operations).map(({ operationId }) => operationId))
  expect([...app.summariesJa.keys()].toSorted()).toStrictEqual(ids.toSorted())
  const page = await app.inject('/docs?lang=ja')
  expect(page.body).toContain('<html lang="ja">')
  expect(page.body).toContain(app.summariesJa.get('listLogs')!)
})
