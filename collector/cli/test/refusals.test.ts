import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { CollectorInTest } from '../../test/collector-in-test.ts'
import { temporaryDirectory } from '../../test/temporary-directory.ts'
import { untilAllEnd } from '../../test/until-all-end.ts'
import { onServer } from './on-server.ts'

const addReceiver = ({ asAdmin }: CollectorInTest) => asAdmin({
  method: 'POST', url: '/api/receivers',
  payload: { name: 'maintenance', language: 'en', channel: { type: 'ntfy', server: 'http://192.0.2.5', topic: 'line3' } }
})

describe('what the collector does not take', () => {
  const until = untilAllEnd()
  const server = onServer({ until })
  const fleet = onServer({ until }).then(async ({ collector, mimamori }) => {
    const kiosk = { site: 'north', role: 'kiosk' }
    for (const id of ['pi-kiosk-07', 'pi-kiosk-17', 'pi-kiosk-70', 'pi-kiosk-71']) await collector.enroll({ id, ...kiosk })
    await collector.enroll({ id: 'gateway', site: 'south', role: 'gateway' })
    await mimamori('tokens', 'create', 'grafana', '--role', 'viewer')
    await addReceiver(collector)
    return { collector, mimamori }
  })

  test.each([
    [['devices', 'enroll', 'Pi_1'], 'ID: expected the device’s ID', 'Pi_1'],
    [['devices', 'enroll', 'pi-1', '--silent-after', '5'], '--silent-after: expected a duration from 1m', '5'],
    [['devices', 'enroll', 'pi-1', '--silent-after', 'soon'], '--silent-after: expected a duration from 1m', 'soon'],
    [['devices', 'enroll', 'pi-1', '--site', 'x'.repeat(65)], '--site: expected a site', 'x'.repeat(65)],
    [['devices', 'enroll', 'pi-1', '--address', 'not an address'], '--address: expected a host name or IP address', 'not an address'],
    [['devices', 'enroll', 'pi-1', '--label', 'a=1', '--label', 'Floor=2'], '--label: expected NAME=VALUE', 'Floor=2'],
    [
      ['devices', 'enroll', 'pi-1', '--scrape-url', 'http://127.0.0.1:9100'],
      '--scrape-url: expected an http or https address on the host that --address names, not loopback', 'http://127.0.0.1:9100'
    ],
    [['devices', 'pause', 'pi-1', '--until', '2020-01-01T00:00:00Z'], '--until: expected a time in the future', '2020-01-01T00:00:00Z'],
    [['devices', 'pause', 'pi-1', '--reason', ''], '--reason: expected a few words', ''],
    [['tokens', 'create', 'Grafana', '--role', 'viewer'], 'NAME: expected a name for the token', 'Grafana'],
    [['tokens', 'create', 'grafana', '--role', 'watcher'], '--role: expected one of admin, viewer, scrape, update, alert', 'watcher'],
    [['login', '--role', 'update'], '--role: expected one of admin, viewer', 'update']
  ])('says of %j which word was wrong, what it expects and what came, and exits 2', async (argv, message, given) => {
    const { mimamori } = await server
    const { code, errors } = await mimamori(...argv)
    expect([code, errors]).toEqual([2, expect.stringMatching(new RegExp(`^mimamori: ${message.replaceAll('.', '\\.')}`)) as string])
    expect(errors).toContain(`; got ${JSON.stringify(given)}`)
    expect(errors).not.toMatch(/ \/\w|the body/)
    expect((await mimamori(...argv, '--lang', 'ja')).errors).toMatch(/^mimamori: \S+ の値 ".*" は使えません。必要なもの：/)
  })

  test.each([
    [['receivers', 'add', 'mail', '--type', 'emial', '--to', 'line3@factory.lan'], 'email'],
    [['receivers', 'add', 'chat', '--type', 'teams', '--url-file', '/dev/null', '--severity', 'critcal'], 'critical'],
    [['logs', '--level', 'eror'], 'error'],
    [['devices', 'list', '--status', 'offhours'], 'off-hours'],
    [['devices', 'list', '--sort', 'temprature'], 'temperature']
  ])('names of %j the choice that was meant', async (argv, nearest) => {
    const { mimamori } = await server
    expect(await mimamori(...argv)).toMatchObject({
      code: 2, errors: expect.stringMatching(new RegExp(`; did you mean ${nearest}\\?$`)) as string
    })
    expect((await mimamori(...argv, '--lang', 'ja')).errors).toContain(`は使えません。${nearest} ではありませんか。必要なもの：`)
  })

  test('says every wrong word at once', async () => {
    const { mimamori } = await server
    const { errors } = await mimamori('devices', 'enroll', 'Pi_1', '--silent-after', '5', '--site', 'x'.repeat(65))
    expect(errors.split('\n').map((line) => line.replace('mimamori: ', '').split(':')[0])).toEqual(['ID', '--site', '--silent-after'])
  })

  test.each([
    [['devices', 'show', 'pi-9'], 'no device pi-9', '端末 pi-9 は登録されていません'],
    [
      ['devices', 'enroll', 'pi-1'], 'pi-1 is enrolled already; to give it a new key, rotate it',
      'コレクターが受け付けませんでした：pi-1 is enrolled already'
    ],
    [['tokens', 'revoke', 'nobody'], 'no token nobody', 'nobody という名前のトークンはありません'],
    [['tokens', 'create', 'grafana', '--role', 'viewer'], 'token grafana already exists', 'grafana という名前のトークンはすでにあります']
  ])('says why the collector does not do %j, in both languages, and exits 1', async (argv, english, japanese) => {
    const { mimamori } = await server
    await mimamori('devices', 'enroll', 'pi-1')
    await mimamori('tokens', 'create', 'grafana', '--role', 'viewer')
    expect(await mimamori(...argv)).toMatchObject({ code: 1, out: '', errors: expect.stringContaining(`mimamori: ${english}`) as string })
    expect((await mimamori(...argv, '--lang=ja')).errors).toContain(japanese)
  })

  test('says in both languages that Loki does not answer, and what to look at', async () => {
    const { mimamori } = await onServer({ env: { MIMAMORI_LOKI_URL: 'http://127.0.0.1:1' } })
    expect(await mimamori('logs')).toEqual({ code: 1, out: '', errors:
      'mimamori: Loki, which keeps the log lines, does not answer: check that it is running, and that MIMAMORI_LOKI_URL is its address' })
    expect((await mimamori('logs', '--lang=ja')).errors).toBe(
      'mimamori: ログを保存している Loki が応答しません。Loki が動いているか、MIMAMORI_LOKI_URL が正しいかを確認してください'
    )
  })

  test.each([
    [['devices', 'show', 'pi-kisok-03'], 'no device pi-kisok-03; did you mean pi-kiosk-03?', 'pi-kiosk-03 ではありませんか'],
    [
      ['devices', 'show', 'camera-1'], 'no device camera-1; run “sudo mimamori devices list” for a list',
      '「sudo mimamori devices list」で一覧を表示します'
    ],
    [['receivers', 'test', 'maintenence'], 'no receiver maintenence; did you mean maintenance?', 'maintenance ではありませんか'],
    [['devices', 'list', '--site', 'nroth'], 'no device is enrolled at site nroth; did you mean north?', 'north ではありませんか'],
    [['devices', 'list', '--role', 'koisk', '--json'], 'no device has the role koisk; did you mean kiosk?', 'kiosk ではありませんか'],
    [
      ['logs', '--role', 'printer'], 'no device has the role printer; run “sudo mimamori devices list” for a list',
      '「sudo mimamori devices list」で一覧を表示します'
    ],
    [['alerts', 'list', '--device', 'pi-kisok-03'], 'no device pi-kisok-03; did you mean pi-kiosk-03?', 'pi-kiosk-03 ではありませんか'],
    [['alerts', 'list', '--name', 'DiskFul'], 'no alert is called DiskFul; did you mean DiskFull?', 'DiskFull ではありませんか']
  ])('suggests of %j the nearest name that there is', async (argv, english, japanese) => {
    const { mimamori, collector } = await server
    await mimamori('devices', 'enroll', 'pi-kiosk-03', '--site', 'north', '--role', 'kiosk')
    await addReceiver(collector)
    expect(await mimamori(...argv)).toMatchObject({ code: 1, errors: `mimamori: ${english}` })
    expect((await mimamori(...argv, '--lang=ja')).errors).toContain(japanese)
  })

  test.each([
    [['devices', 'list', '--site', 'north', '--role', 'gateway'], 'No devices match these filters.'],
    [['devices', 'list', '--site', '', '--role', 'kiosk'], 'No devices match these filters.'],
    [['alerts', 'list', '--device', 'pi-kiosk-07', '--name', 'DoorOpen'], 'No alerts.']
  ])('says of %j that nothing matches, since each of its names is known or may be', async (argv, said) => {
    const { mimamori } = await fleet
    expect(await mimamori(...argv)).toMatchObject({ code: 0, out: expect.stringContaining(said) as string })
  })

  test.each([
    [['devices', 'retire', 'pi-kiosk-77'], 'device', 'pi-kiosk-07, pi-kiosk-17, pi-kiosk-70'],
    [['devices', 'delete', 'pi-kiosk-77'], 'device', 'pi-kiosk-07, pi-kiosk-17, pi-kiosk-70'],
    [['devices', 'rotate', 'pi-kiosk-77'], 'device', 'pi-kiosk-07, pi-kiosk-17, pi-kiosk-70'],
    [['devices', 'end-old-keys', 'pi-kiosk-77'], 'device', 'pi-kiosk-07, pi-kiosk-17, pi-kiosk-70'],
    [['tokens', 'revoke', 'grafna'], 'token', 'grafana'],
    [['receivers', 'remove', 'maintenence'], 'receiver', 'maintenance'],
    [['devices', 'retire', 'camera'], 'device', undefined]
  ])('offers of %j, which takes something away, no single name as the answer', async (argv, kind, similar) => {
    const { mimamori, collector } = await fleet
    const before = collector.deps.registry.all()
    expect(await mimamori(...argv)).toMatchObject({
      code: 1, out: '', errors: [
        `mimamori: no ${kind} ${argv[2]}; run “sudo mimamori ${kind}s list” for a list`,
        `Nothing was changed.${similar === undefined ? '' : ` Similar names: ${similar}`}`
      ].join('\n')
    })
    expect((await mimamori(...argv, '--lang=ja')).errors).toContain(
      `\n何も変更していません。${similar === undefined ? '' : `似た名前：${similar.replaceAll(', ', '、')}`}`
    )
    expect(collector.deps.registry.all()).toEqual(before)
  })

  test.each([
    ['', 'is empty: expected a list of devices as JSON'],
    ['null', ': expected a list of devices such as [{"id": "pi-kiosk-03", "key": "…"}], got null'],
    ['{"devices":[]}', 'got {"devices":[]}'],
    ['[]', 'the list is empty'],
    ['[{"id"', 'is not valid JSON: '],
    ['[{"__proto__":{"id":"x"},"key":"client-key-0001"}]', 'the body has a forbidden key, __proto__ or']
  ])('says of a file with %j what is wrong with it', async (content, message) => {
    const { mimamori } = await server
    const file = join(temporaryDirectory(), 'devices.json')
    writeFileSync(file, content)
    const { code, errors } = await mimamori('devices', 'import', file)
    expect([code, errors.includes(message)], errors).toEqual([1, true])
    expect((await mimamori('devices', 'import', file, '--lang', 'ja')).errors).toMatch(/\p{Script=Hiragana}/u)
  })

  test('says once of each mistake in a file in which device it is', async () => {
    const { mimamori } = await server
    const file = join(temporaryDirectory(), 'devices.json')
    writeFileSync(file, JSON.stringify([
      { id: 'pi-1', key: 'client-key-0001' }, { id: 'pi-2', key: 'short' }, { key: 'client-key-0003', site: 7 }, null
    ]))
    const { code, errors } = await mimamori('devices', 'import', file)
    expect(code).toBe(1)
    expect(errors.split('\n').map((line) => line.split(': ').slice(0, 1).join())).toEqual([
      'mimamori', '  device 2 (pi-2) key', '  device 3 id', '  device 3 site', '  device 4'
    ])
    expect(errors).toContain(`nothing was imported from ${file}`)
  })

  test('says of each address that another device has in which device of the file it is', async () => {
    const { mimamori } = await server
    const file = join(temporaryDirectory(), 'devices.json')
    writeFileSync(file, JSON.stringify([
      { id: 'pi-11', key: 'client-key-0011', address: '192.0.2.11' }, { id: 'pi-12', key: 'client-key-0012', address: '192.0.2.11' }
    ]))
    const { code, errors } = await mimamori('devices', 'import', file)
    expect([code, errors]).toEqual([1, expect.stringContaining(
      '\n  device 2 (pi-12) address: 192.0.2.11 is the address of pi-11; if that one has another address now, correct it first'
    )])
  })
})
