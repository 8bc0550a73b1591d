import { describe, expect, it, test } from 'vitest'
import { publicCommand } from '../../src/platform/config/local-command.ts'
import { collectorInTest } from '../collector-in-test.ts'

const status = (clientId: string) => ({
  clientId,
  hostname: clientId,
  ipAddress: '192.0.2.3',
  cpuUsage: 12.5,
  memoryUsage: 40,
  diskUsage: 92,
  temperature: 51.25,
  logs: [{ level: 'ERROR', message: '起動に失敗しました' }]
})

/** A browser's session cookie, got as a browser gets it. */
const logIn = async ({ app, asAdmin }: Awaited<ReturnType<typeof collectorInTest>>): Promise<string> => {
  const code = (await asAdmin({ method: 'POST', url: '/api/login-codes' })).json<{ code: string }>().code
  const answer = await app.inject({
    method: 'POST',
    url: '/api/login',
    headers: { origin: 'http://localhost', host: 'localhost:80' },
    payload: { code }
  })
  return String(answer.headers['set-cookie']).split(';')[0]!
}

describe('GET /api/clients/status', () => {
  it('gives the status of each device and the reason, with the names and percentages of the first fleet', async () => {
    const collector = await collectorInTest()
    const key = await collector.enroll({ id: 'pi-1', site: 'east', role: 'kiosk', name: '受付' })
    await collector.enroll({ id: 'pi-2' })
    expect(
      (
        await collector.app.inject({
          method: 'POST',
          url: '/api/clients/status',
          headers: { 'x-client-key': key },
          payload: status('pi-1')
        })
      ).statusCode
    ).toBe(200)
    // The registry shows a change once it is on the disk.
    await expect.poll(() => collector.deps.registry.get('pi-1')?.state).toBe('active')
    const answer = await collector.asAdmin({ url: '/api/clients/status' })
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
    const body = answer.json()
    expect(body.requestId).toBe(answer.headers['x-request-id'])
    expect(body.clock).toStrictEqual({ trusted: true, text: null })
    expect(body.clients[0]).toMatchObject({
      clientId: 'pi-1',
      hostname: 'pi-1',
      cpuUsage: 12.5,
      memoryUsage: 40,
      diskUsage: 92,
      temperature: 51.3,
      freshness: 'fresh',
      stale: false,
      reason: null,
      state: 'active',
      errorsLast24h: 1,
      latestLogs: [{ level: 'error', message: '起動に失敗しました' }],
      warnings: [{ code: 'disk_full' }],
      name: '受付'
    })
    expect(body.clients[1]).toMatchObject({
      clientId: 'pi-2',
      cpuUsage: null,
      lastSeen: null,
      freshness: 'late',
      reason: { code: 'never_reported' }
    })
  })
})

describe('the page', () => {
  it('sends a person without a session to where to log in, with the way back', async () => {
    const { app } = await collectorInTest()
    for (const url of [
      '/admin',
      '/admin/devices/pi-1',
      '/admin/updates',
      '/admin/updates/run-1',
      '/admin?state=late&q=%E5%8F%97%E4%BB%98'
    ]) {
      const answer = await app.inject({ url })
      expect([answer.statusCode, answer.headers.location]).toStrictEqual([302, `/admin/login?to=${encodeURIComponent(url)}#`])
      expect((await app.inject({ url: answer.headers.location! })).statusCode).toBe(200)
    }
    expect((await app.inject({ url: '/admin/login' })).statusCode).toBe(200)
    expect((await app.inject({ url: '/admin/events' })).statusCode).toBe(401)
    expect((await app.inject({ url: '/admin/data/devices/pi-1' })).statusCode).toBe(401)
  })

  it('loads nothing from elsewhere and runs no inline script', async () => {
    const collector = await collectorInTest()
    const { body, headers } = await collector.app.inject({ url: '/admin', headers: { cookie: await logIn(collector) } })
    expect(headers['content-security-policy']).toContain("script-src 'self'")
    const addresses = [...body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address!)
    const assets = [...body.matchAll(/"(\/admin\/assets\/[^"]+)"/g)].map(([, file]) => file!)
    expect(assets).toEqual(expect.arrayContaining([expect.stringMatching(/\.js$/), expect.stringMatching(/\.css$/)]))
    expect(addresses).toEqual(expect.arrayContaining(assets))
    for (const address of addresses) expect(address).toMatch(/^(?:\/admin\/assets\/|data:image\/svg)/)
    expect(body).not.toMatch(/<script(?! type="module" src=)/)
    for (const url of assets) {
      const asset = await collector.app.inject({ url })
      expect(asset.statusCode).toBe(200)
      expect(asset.headers['cache-control']).toContain('immutable')
      // Examples of addresses on a LAN stand in its fields.
      expect(asset.body).not.toMatch(/https?:\/\/(?!www\.w3\.org|[\w.]+\.lan|192\.168\.)/)
    }
    expect((await collector.app.inject({ url: '/admin/assets/..%2froutes.ts' })).statusCode).toBe(404)
  })

  it('gives the rules of the pages to people alone, and the rest of the headers to devices too', async () => {
    const collector = await collectorInTest()
    const device = await collector.app.inject({ method: 'POST', url: '/api/clients/batch' })
    expect(device.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': expect.any(String) as string
    })
    expect(device.headers['content-security-policy']).toBeUndefined()
    const page = await collector.app.inject({ url: '/admin/login' })
    expect(page.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'no-referrer'
    })
  })

  it('is in the language of the browser, and remembers the switch', async () => {
    const { app } = await collectorInTest()
    expect((await app.inject({ url: '/admin/login', headers: { 'accept-language': 'ja-JP' } })).body).toContain('<html lang="ja">')
    const switched = await app.inject({ url: '/admin/login?lang=en', headers: { 'accept-language': 'ja-JP' } })
    expect(switched.body).toContain('<html lang="en">')
    expect(switched.headers['set-cookie']).toContain('mimamori_language=en')
    expect((await app.inject({ url: '/admin/devices/pi-1?lang=ja' })).headers['set-cookie']).toContain('mimamori_language=ja')
    // The page's own requests for data say which language they show, and choose none for later.
    expect((await app.inject({ url: '/admin/data/devices/pi-1?lang=en' })).headers['set-cookie']).toBeUndefined()
  })

  it("gives a device's own page what it shows", async () => {
    const collector = await collectorInTest()
    const key = await collector.enroll({ id: 'pi-1', site: 'east' })
    await collector.app.inject({ method: 'POST', url: '/api/clients/status', headers: { 'x-client-key': key }, payload: status('pi-1') })
    const cookie = await logIn(collector)
    const body = (await collector.app.inject({ url: '/admin/data/devices/pi-1', headers: { cookie } })).json()
    expect(body).toMatchObject({ client: { clientId: 'pi-1' }, logs: [{ message: '起動に失敗しました' }] })
    expect((await collector.app.inject({ url: '/admin/data/devices/pi-9', headers: { cookie } })).json()).toMatchObject({
      code: 'CLIENT_DEVICE_NOT_FOUND'
    })
  })
})

describe('POST /api/clock/confirm', () => {
  it('is for administrators, from our own page', async () => {
    const collector = await collectorInTest()
    expect((await collector.app.inject({ method: 'POST', url: '/api/clock/confirm' })).statusCode).toBe(401)
    expect((await collector.asAdmin({ method: 'POST', url: '/api/clock/confirm' })).json()).toMatchObject({ trusted: true })
    const cookie = await logIn(collector)
    expect(
      (await collector.app.inject({ method: 'POST', url: '/api/clock/confirm', headers: { cookie, origin: 'http://evil.example' } })).json()
    ).toMatchObject({ code: 'ORIGIN_REFUSED' })
  })
})

describe('the page', () => {
  it('gets the directory of the collector, for the commands that it shows; a stranger gets none', async () => {
    const collector = await collectorInTest()
    const cookie = await logIn(collector)
    const serverOf = ({ body }: { readonly body: string }) =>
      JSON.parse(/data-server="([^"]*)"/.exec(body)![1]!.replaceAll('&#34;', '"').replaceAll('&#38;', '&')) as unknown
    expect(serverOf(await collector.app.inject({ url: '/admin', headers: { cookie } }))).toMatchObject({
      command: expect.stringMatching(/mimamori(?: --)?$/) as string,
      dataDirectory: collector.config.dataDir
    })
    const login = await collector.app.inject({ url: '/admin/login' })
    expect([login.statusCode, serverOf(login)]).toStrictEqual([200, { command: publicCommand() }])
  })
})

test('runbook, guides, API and a page that there is not have a log-out, with its script, for a person who is logged in', async () => {
  const collector = await collectorInTest()
  const cookie = await logIn(collector)
  for (const url of ['/admin/runbook/DeviceSilent', '/admin/guides/README', '/docs', '/admin/nowhere']) {
    const open = (headers: Record<string, string>) => collector.app.inject({ url, headers: { accept: 'text/html', ...headers } })
    const { body } = await open({ cookie })
    expect(body).toContain('id="log-out"')
    const script = /<script type="module" src="([^"]+)">/.exec(body)?.[1]
    expect((await collector.app.inject({ url: script! })).body).toContain('/api/logout')
    expect((await open({})).body).not.toContain('id="log-out"')
  }
})

describe('the runbook', () => {
  const open = async (url: string, headers: Record<string, string> = {}) => {
    const { app } = await collectorInTest()
    return await app.inject({ url, headers })
  }

  it('is open without a session, in the language of the link, to people who get an alert', async () => {
    const answer = await open('/admin/runbook/DeviceSilent?lang=ja')
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': expect.stringContaining("default-src 'none'") as string
    })
    expect(answer.body).toContain('<html lang="ja">')
    expect(answer.body).toContain('<h1>DeviceSilent（端末から報告がない）</h1>')
    expect(answer.body).toContain('<td>一度も報告がない</td>')
    expect(answer.body).toContain('登録した時刻から数えます。')
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  it('comes with the guides that it links, whose headings can be linked', async () => {
    const { body } = await open('/admin/guides/collector-setup?lang=en')
    expect(body).toContain('<h1>Collector set-up</h1>')
    expect(body).toContain('href="#with-https"')
    expect(body).toContain('id="with-https"')
  })
})
