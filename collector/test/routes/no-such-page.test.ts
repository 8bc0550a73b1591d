import { expect, test } from 'vitest'
import { collectorInTest } from '../collector-in-test.ts'

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

test.each(['/admin/logs', '/admin/runbook/NoSuchAlert', '/admin/updates/a/b'])('a browser that asks for %s gets a page that says there is none, in its language', async (url) => {
  const { app } = await collectorInTest()
  const answer = await app.inject({ url, headers: { ...browser, 'accept-language': 'ja' } })
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8'])
  expect(answer.body).toContain('このアドレスのページはありません。')
  expect(answer.body).toContain('href="/admin"')
  expect((await app.inject({ url, headers: browser })).body).toContain('There is no page at this address.')
})

test.each(['/admin/logs', '/admin/runbook/NoSuchAlert', '/admin/assets/none.js'])('a program that asks for %s gets the error as ever', async (url) => {
  const { app } = await collectorInTest()
  expect((await app.inject({ url })).json()).toMatchObject({ code: 'ROUTE_NOT_FOUND', requestId: expect.any(String) as string })
})
