import { mkdirSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { clockInTest, collectorInTest } from '../collector-in-test.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { shell } from './shell.ts'

/** A listening collector and a shell on the same machine. */
const onServer = async (options: Parameters<typeof collectorInTest>[0] = {}) => {
  const collector = await collectorInTest(options)
  await collector.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = collector.app.server.address() as AddressInfo
  return { collector, mimamori: shell({ MIMAMORI_DATA_DIR: collector.config.dataDir, MIMAMORI_LISTEN: `127.0.0.1:${port}` }) }
}

describe('the command line', () => {
  test('enrols a device and prints exactly its id and key as JSON', async () => {
    const { collector, mimamori } = await onServer()
    const { code, out } = await mimamori('devices', 'enroll', 'pi-1', '--site', 'north', '--role', 'kiosk', '--label', 'floor=2', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toEqual({ id: 'pi-1', key: expect.stringMatching(/^mmk_/) as string })
    expect(collector.deps.registry.get('pi-1')).toMatchObject({ site: 'north', role: 'kiosk', labels: { floor: '2' } })
  })

  test('lists devices in columns that line up, also in Japanese', async () => {
    const { mimamori } = await onServer()
    expect((await mimamori('devices', 'list')).out).toContain('No device is enrolled yet')
    await mimamori('devices', 'enroll', 'pi-1', '--site', '北工場')
    await mimamori('devices', 'enroll', 'pi-kiosk-03', '--site', 'south')
    const { out } = await mimamori('devices', 'list', '--lang', 'ja')
    expect(out.split('\n').slice(1).map((line) => line.slice(0, 36))).toEqual([
      expect.stringMatching(/^pi-1 {9}北工場 {8}未報告/) as string,
      expect.stringMatching(/^pi-kiosk-03 {2}south {9}未報告/) as string
    ])
    expect(out).toContain('まだ一度も報告がありません')
  })

  test('calls no device late that is off on purpose or was never on', async () => {
    const clock = clockInTest(Date.now())
    const { mimamori, collector } = await onServer({ clock })
    for (const id of ['pi-never', 'pi-off', 'pi-retired']) await mimamori('devices', 'enroll', id)
    const { key } = JSON.parse((await mimamori('devices', 'enroll', 'pi-heard', '--json')).out) as { key: string }
    const report = { clientId: 'pi-heard', hostname: 'pi-heard', ipAddress: '192.0.2.7', cpuUsage: 1, memoryUsage: 1, diskUsage: 1 }
    expect((await collector.app.inject({ method: 'POST', url: '/api/clients/status', headers: { 'x-client-key': key }, payload: report })).statusCode).toBe(200)
    await mimamori('devices', 'pause', 'pi-off')
    await mimamori('devices', 'retire', 'pi-retired')
    clock.advance(10 * 60_000)
    const { out } = await mimamori('devices', 'list')
    const heard = Object.fromEntries(out.split('\n').slice(1).map((line) => line.trim().split(/ {2,}/)).map(([id, , ...rest]) => [id, rest.find((cell) => ['–', 'fresh', 'late', 'silent'].includes(cell))]))
    expect(heard).toEqual({ 'pi-never': '–', 'pi-off': '–', 'pi-retired': '–', 'pi-heard': 'late' })
  })

  test('pauses, resumes, rotates, retires and revokes', async () => {
    const { mimamori, collector } = await onServer()
    await mimamori('devices', 'enroll', 'pi-1')
    expect((await mimamori('devices', 'pause', 'pi-1', '--until', '2999-01-01', '--reason', '棚卸')).out).toBe('pi-1 is now paused')
    expect(collector.deps.registry.get('pi-1')).toMatchObject({ pauseReason: '棚卸' })
    expect((await mimamori('devices', 'resume', 'pi-1')).out).toBe('pi-1 is now pending')
    expect((await mimamori('devices', 'rotate', 'pi-1')).out).toContain('mmk_')
    expect((await mimamori('devices', 'retire', 'pi-1')).out).toBe('pi-1 is now retired')
    expect((await mimamori('devices', 'revoke', 'pi-1')).out).toBe('pi-1 is now revoked')
    expect(await mimamori('devices', 'pause', 'pi-1', '--until', 'monday')).toMatchObject({ code: 2, errors: 'mimamori: --until: expected a time such as 2026-12-01T08:00; got "monday"' })
    expect(JSON.parse((await mimamori('devices', 'show', 'pi-1', '--json')).out)).toMatchObject({ id: 'pi-1', state: 'revoked' })
  })

  test('says of a new key what becomes of the old one, and where to put it', async () => {
    const { mimamori, collector } = await onServer()
    const rotate = async (id: string): Promise<readonly (string | undefined)[]> => {
      const lines = (await mimamori('devices', 'rotate', id)).out.split('\n')
      return [lines[0], lines.at(-1)]
    }
    const onDevice = 'Put it into /etc/mimamori/agent.conf on the device as CLIENT_KEY.'
    await mimamori('devices', 'enroll', 'pi-1')
    expect(await rotate('pi-1')).toEqual(['The new key of pi-1, shown only now. Its old key works too, until the next rotation.', onDevice])
    await mimamori('devices', 'revoke', 'pi-1')
    expect(await rotate('pi-1')).toEqual(['pi-1 is expected again. Its new key, shown only now; its old ones do not work.', onDevice])
    await collector.deps.registry.importDevices([{ id: 'pi-weak', key: 'client-key-0001' }])
    expect(await rotate('pi-weak')).toEqual(['The new key of pi-weak, shown only now. Its old, weak key works until this one is first used.', onDevice])

    const own = join(collector.config.dataDir, 'agent')
    mkdirSync(own)
    writeFileSync(join(own, 'id'), 'pi-1\n')
    expect((await rotate('pi-1'))[1]).toBe(`The agent on this server reads its key from ${join(own, 'key')}: write it there, in place of what is in it, and start npm start again.`)
    expect((await rotate('pi-weak'))[1]).toBe(onDevice)
  })

  test('lists with a revoked device the command that brings it back, whole', async () => {
    const { mimamori } = await onServer()
    await mimamori('devices', 'enroll', 'pi-1')
    await mimamori('devices', 'revoke', 'pi-1')
    expect((await mimamori('devices', 'list')).out).toMatch(/ npm run -s mimamori -- devices rotate pi-1$/)
  })

  test('changes what is registered of a device, and takes away what is set to nothing', async () => {
    const { mimamori, collector } = await onServer()
    await mimamori('devices', 'enroll', 'pi-1', '--site', 'north', '--role', 'kiosk')
    expect(await mimamori('devices', 'set', 'pi-1', '--address', '192.0.2.31', '--role', '', '--silent-after-seconds', '600')).toMatchObject({ code: 0, out: 'pi-1 is changed; “devices show pi-1” shows it' })
    expect(collector.deps.registry.get('pi-1')).toMatchObject({ address: '192.0.2.31', site: 'north', role: '', silentAfterSeconds: 600 })
    await mimamori('devices', 'set', 'pi-1', '--address=', '--silent-after-seconds=')
    expect(collector.deps.registry.get('pi-1')).toMatchObject({ silentAfterSeconds: 43_200 })
    expect(collector.deps.registry.get('pi-1')?.address).toBeUndefined()
    expect(await mimamori('devices', 'set', 'pi-1')).toMatchObject({ code: 2, errors: 'mimamori: expected what to change, such as --address 192.168.10.31' })
    expect(await mimamori('devices', 'set', 'pi-1', '--address', 'a b')).toMatchObject({ code: 2, errors: 'mimamori: --address: expected a host name or IP address, such as 192.168.10.31; got "a b"' })
  })

  test('imports devices from a file', async () => {
    const { mimamori } = await onServer()
    const file = join(temporaryDirectory(), 'devices.json')
    writeFileSync(file, JSON.stringify([{ id: 'pi-1', key: 'client-key-0001', lastSeenAt: '2026-01-01T00:00:00Z' }]))
    expect((await mimamori('devices', 'import', file)).out).toBe('1 device taken over; 1 has a weak key, to be rotated')
    expect(await mimamori('devices', 'import', join(file, 'x'))).toMatchObject({ code: 1, errors: expect.stringContaining('cannot be read: ') as string })
  })

  test('prints a login link, makes tokens and confirms the clock', async () => {
    const { mimamori } = await onServer()
    expect((await mimamori('login')).out).toMatch(/http:\/\/127\.0\.0\.1:\d+\/admin\/login#[\w-]{43}/)
    expect((await mimamori('tokens', 'create', 'grafana', '--role', 'viewer')).out).toContain('mmt_')
    expect((await mimamori('tokens', 'list')).out).toMatch(/^grafana +viewer/m)
    expect((await mimamori('tokens', 'revoke', 'grafana')).code).toBe(0)
    expect((await mimamori('clock', 'confirm')).code).toBe(0)
  })

  test('helps, in English and Japanese', async () => {
    const mimamori = shell({})
    expect((await mimamori()).out).toContain('devices enroll ID        puts a device in')
    expect((await mimamori('--lang', 'ja')).out).toContain('端末を登録し')
    expect((await shell({ LANG: 'ja_JP.UTF-8' })('help')).out).toContain('使い方')
    expect((await mimamori('devices', 'enroll', '--help')).out).toContain('[--site …]')
  })

  test.each([['devices', '--help'], ['tokens', '-h'], ['clock', 'help']])('%s %s shows the commands that begin so, and no others', async (group, asked) => {
    const { code, out, errors } = await shell({})(group, asked)
    expect([code, errors]).toEqual([0, ''])
    const shown = out.split('\n').filter((line) => line.startsWith('  ')).map((line) => line.trim().split(' ')[0])
    expect(shown.length).toBeGreaterThan(0)
    expect(new Set(shown)).toEqual(new Set([group]))
  })

  test.each([
    [['--lang', 'fr'], '--lang: expected en or ja; got "fr"'],
    [['devices', 'list', '--lang=jp'], '--lang: expected en or ja; got "jp"'],
    [['--lang'], '--lang needs a value: en or ja'],
    [['devices', 'list', '--lang', '--json'], '--lang needs a value: en or ja']
  ])('says of %j which languages there are, in that of the terminal, and exits 2', async (argv, message) => {
    expect(await shell({})(...argv)).toEqual({ code: 2, out: '', errors: `mimamori: ${message}` })
    expect((await shell({ LANG: 'ja_JP.UTF-8' })(...argv)).errors).toMatch(/^mimamori: --lang .*: en または ja$/)
  })

  test.each([
    [['device', 'list'], 'there is no command “device list”; did you mean “devices list”?'],
    [['devices', 'enrol', 'pi-1'], 'there is no command “devices enrol”; did you mean “devices enroll”?'],
    [['devices'], 'there is no command “devices”; there are: devices enroll, devices list, '],
    [['tokens', 'frobnicate'], 'there is no command “tokens frobnicate”; there are: tokens create, tokens list, tokens revoke'],
    [['reboot'], 'there is no command “reboot”; “help” shows those that there are'],
    [['--json'], 'there is no command “--json”; “help” shows those that there are'],
    [['devices', 'enroll'], "ID is missing: expected the device's id"],
    [['devices', 'enroll'], 'expected: mimamori devices enroll ID [--site …]'],
    [['devices', 'enroll', 'a', 'b'], '“b” is one word too many'],
    [['devices', 'enroll', 'a', '--sit', 'x'], 'there is no option --sit here; did you mean --site?'],
    [['devices', 'enroll', 'a', '--silent=9'], 'there is no option --silent here; did you mean --silent-after-seconds?'],
    [['devices', 'enroll', 'a', '--colour', 'x'], 'there is no option --colour here\n'],
    [['devices', 'enroll', 'a', '-s', 'x'], 'there is no option -s here\n'],
    [['devices', 'enroll', 'a', '--site', '--role', 'kiosk'], '--site is missing: expected a site'],
    [['devices', 'enroll', 'a', '--json=yes'], '--json takes no value; write it alone'],
    [['devices', 'enroll', 'a', '--label', 'x'], '--label: expected NAME=VALUE'],
    [['tokens', 'create', 'grafana'], '--role is missing: expected one of admin, viewer, scrape, update, alert'],
    [['tokens', 'create'], 'NAME is missing: expected a name for the token'],
    [['tokens', 'create'], 'expected: mimamori tokens create NAME --role … [--json]']
  ])('says how %j should be, and exits 2', async (argv, message) => {
    const { code, errors } = await shell({ MIMAMORI_DATA_DIR: '/nowhere' })(...argv)
    expect(code).toBe(2)
    expect(errors).toContain(message)
  })

  test('says all that is wrong with a line at once', async () => {
    const { errors } = await shell({})('tokens', 'create', 'a', 'b', '--json=1', '--role')
    expect(errors.split('\n')).toHaveLength(4)
  })

  test('shows its version, and what each part of a command takes', async () => {
    expect((await shell({})('--version')).out).toBe('mimamori 0.1.0')
    const { out } = await shell({})('tokens', 'create', '--help')
    expect(out).toContain('  --role                   one of admin, viewer, scrape, update, alert')
    expect(out).toContain('  NAME                     a name for the token')
  })

  test('says plainly that no collector runs, that there is no token, and that settings are wrong', async () => {
    const directory = temporaryDirectory()
    const env = { MIMAMORI_DATA_DIR: directory, MIMAMORI_LISTEN: '127.0.0.1:1' }
    expect(await shell(env)('devices', 'list')).toMatchObject({ code: 1, errors: expect.stringContaining(`there is no administrator's token in ${directory}/admin-token`) as string })
    writeFileSync(join(directory, 'admin-token'), 'x'.repeat(40))
    expect(await shell(env)('devices', 'list')).toMatchObject({ code: 1, errors: expect.stringContaining('no collector answers at http://127.0.0.1:1') as string })
    expect(await shell({ MIMAMORI_LISTN: 'x' })('devices', 'list')).toMatchObject({ code: 2, errors: expect.stringContaining('did you mean MIMAMORI_LISTEN?') as string })
  })
})

test('says plainly that the certificate of the collector cannot be read', async () => {
  const env = { MIMAMORI_LISTEN: '127.0.0.1:1', MIMAMORI_ADMIN_TOKEN: 'a'.repeat(32), MIMAMORI_TLS_CERT: '/no.pem', MIMAMORI_TLS_KEY: '/no.key' }
  expect(await shell(env)('devices', 'list')).toMatchObject({ code: 1, errors: expect.stringContaining('mimamori: MIMAMORI_TLS_CERT: /no.pem cannot be read: ENOENT') as string })
})

describe('what the collector does not take', () => {
  const server = onServer({ until: afterAll })

  test.each([
    [['devices', 'enroll', 'Pi_1'], 'ID: expected the device\'s id', 'Pi_1'],
    [['devices', 'enroll', 'pi-1', '--silent-after-seconds', '5'], '--silent-after-seconds: expected a whole number of seconds', '5'],
    [['devices', 'enroll', 'pi-1', '--silent-after-seconds', 'soon'], '--silent-after-seconds: expected a whole number of seconds', 'soon'],
    [['devices', 'enroll', 'pi-1', '--site', 'x'.repeat(65)], '--site: expected a site', 'x'.repeat(65)],
    [['devices', 'enroll', 'pi-1', '--address', 'not an address'], '--address: expected a host name or IP address', 'not an address'],
    [['devices', 'enroll', 'pi-1', '--label', 'a=1', '--label', 'Floor=2'], '--label: expected NAME=VALUE', 'Floor=2'],
    [['devices', 'enroll', 'pi-1', '--scrape-url', 'http://127.0.0.1:9100'], '--scrape-url: expected an http or https address', 'http://127.0.0.1:9100'],
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
    expect((await mimamori(...argv, '--lang', 'ja')).errors).toMatch(/^mimamori: \S+ の値 ".*" は使えません。必要なもの: /)
  })

  test('says every wrong word at once', async () => {
    const { mimamori } = await server
    const { errors } = await mimamori('devices', 'enroll', 'Pi_1', '--silent-after-seconds', '5', '--site', 'x'.repeat(65))
    expect(errors.split('\n').map((line) => line.replace('mimamori: ', '').split(':')[0])).toEqual(['ID', '--site', '--silent-after-seconds'])
  })

  test.each([
    [['devices', 'show', 'pi-9'], 'there is no device pi-9', '端末 pi-9 は登録されていません'],
    [['devices', 'enroll', 'pi-1'], 'pi-1 is enrolled already; to give it a new key, rotate it', 'collector が受け付けませんでした: pi-1 is enrolled already'],
    [['tokens', 'revoke', 'nobody'], 'there is no token named nobody', 'nobody という名前のトークンはありません'],
    [['tokens', 'create', 'grafana', '--role', 'viewer'], 'there is a token named grafana already', 'grafana という名前のトークンはすでにあります']
  ])('says why the collector does not do %j, in both languages, and exits 1', async (argv, english, japanese) => {
    const { mimamori } = await server
    await mimamori('devices', 'enroll', 'pi-1')
    await mimamori('tokens', 'create', 'grafana', '--role', 'viewer')
    expect(await mimamori(...argv)).toMatchObject({ code: 1, out: '', errors: expect.stringContaining(`mimamori: ${english}`) as string })
    expect((await mimamori(...argv, '--lang=ja')).errors).toContain(japanese)
  })

  test.each([
    ['', 'is empty: expected a list of devices as JSON'],
    [' \n', 'is empty: expected a list of devices as JSON'],
    ['null', ': expected a list of devices such as [{"id": "pi-kiosk-03", "key": "…"}], got null'],
    ['"x"', 'got "x"'],
    ['{"devices":[]}', 'got {"devices":[]}'],
    ['[]', 'the list has no device in it'],
    ['[{"id"', 'is not valid JSON: '],
    ['[{"__proto__":{"id":"x"},"key":"client-key-0001"}]', 'the body has a key that no object may have, __proto__ or']
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
    writeFileSync(file, JSON.stringify([{ id: 'pi-1', key: 'client-key-0001' }, { id: 'pi-2', key: 'short' }, { key: 'client-key-0003', site: 7 }, null]))
    const { code, errors } = await mimamori('devices', 'import', file)
    expect(code).toBe(1)
    expect(errors.split('\n').map((line) => line.split(': ').slice(0, 1).join())).toEqual(['mimamori', '  device 2 (pi-2) key', '  device 3 id', '  device 3 site', '  device 4'])
    expect(errors).toContain(`no device of ${file} was taken over`)
  })
})
