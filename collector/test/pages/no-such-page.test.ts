import { expect, test } from 'vitest'
import { collectorInTest } from '../collector-in-test.ts'

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

test.each(['/admin/nothing', '/admin/runbook/NoSuchAlert', '/admin/updates/a/b'])(
  'a browser that asks for %s gets a page that says there is none, in its language',
  async (url) => {
    const { app } = await collectorInTest()
    const answer = await app.inject({ url, headers: { ...browser, 'accept-language': 'ja' } })
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8'])
    expect(answer.body).toContain('このアドレスのページはありません。')
    expect(answer.body).toContain('href="/admin"')
    expect((await app.inject({ url, headers: browser })).body).toContain('There is no page at this address.')
  }
)

test.each(['/admin/nothing', '/admin/runbook/NoSuchAlert', '/admin/assets/none.js'])(
  'a program that asks for %s gets the error as ever',
  async (url) => {
    const { app } = await collectorInTest()
    expect((await app.inject({ url })).json()).toMatchObject({ code: 'ROUTE_NOT_FOUND', requestId: expect.any(String) as string })
  }
)

test('the address of a page with a slash at its end leads to the page, and that of runbook and guides to their list', async () => {
  const { app } = await collectorInTest()
  const leadsTo = async (url: string) => {
    const { statusCode, headers } = await app.inject({ url, headers: browser })
    return [statusCode, headers.location]
  }
  expect(await leadsTo('/admin/')).toEqual([302, '/admin'])
  expect(await leadsTo('/admin/login/')).toEqual([302, '/admin/login'])
  expect(await leadsTo('/admin/devices/pi-1/?lang=ja')).toEqual([302, '/admin/devices/pi-1?lang=ja'])
  expect(await leadsTo('/admin/runbook/DeviceSilent/')).toEqual([302, '/admin/runbook/DeviceSilent'])
  expect(await leadsTo('/admin/runbook/?lang=ja')).toEqual([302, '/admin/runbook?lang=ja'])
  expect(await leadsTo('/admin/runbook?lang=ja')).toEqual([302, '/admin/runbook/README?lang=ja'])
  expect(await leadsTo('/admin/guides')).toEqual([302, '/admin/guides/README'])
  expect(await leadsTo('/docs/?lang=ja')).toEqual([302, '/docs?lang=ja'])
})
