import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryDirectory } from '../../test/temporary-directory.ts'
import { onServer } from './on-server.ts'
import { shell } from './shell.ts'

describe('the command line', () => {
  test('prints a login link, makes tokens and confirms the clock', async () => {
    const { mimamori } = await onServer()
    expect((await mimamori('login')).out).toMatch(/http:\/\/127\.0\.0\.1:\d+\/admin\/login#[\w-]{43}/)
    expect(
      (await mimamori('tokens', 'create', 'grafana', '--role', 'viewer')).out
    ).toMatch(/\n {2}(mmt_\S+)\n.*\n\n {2}http:\S+\/admin\/wall\?lang=en#\1\n$/s)
    expect((await mimamori('tokens', 'list')).out).toMatch(
      /^NAME +ROLE +CREATED$[^]*^grafana +viewer +\d{1,2} \w{3,4} \d{4}, \d\d:\d\d:\d\d /m
    )
    expect((await mimamori('tokens', 'revoke', 'grafana')).code).toBe(0)
    expect((await mimamori('clock', 'confirm')).code).toBe(0)
  })

  test('helps, in English and Japanese', async () => {
    const mimamori = shell({})
    expect((await mimamori()).out).toContain('devices enroll ID        Enroll a device')
    expect((await mimamori('--help')).out).toContain('To set up this server, or change how it is set up: sudo mimamori setup (')
    expect((await mimamori('--lang', 'ja')).out).toContain('端末を登録し')
    expect((await shell({ LANG: 'ja_JP.UTF-8' })('help')).out).toContain('使い方')
    expect((await mimamori('devices', 'enroll', '--help')).out).toContain('Usage: sudo mimamori devices enroll ID [--site …]')
  })

  test.each([
    ['devices', '--help'], ['tokens', '-h'], ['clock', 'help']
  ])('%s %s shows the commands that begin so, and no others', async (group, asked) => {
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
    expect((await shell({ LANG: 'ja_JP.UTF-8' })(...argv)).errors).toMatch(/^mimamori: --lang .*：en または ja$/)
  })

  test.each([
    [['devices', 'enrol', 'pi-1'], 'unknown command “devices enrol”; did you mean “devices enroll”?'],
    [['devices'], 'unknown command “devices”; available: devices enroll, devices list, '],
    [
      ['devices', 'remove', 'pi-1'],
      'unknown command “devices remove”; “sudo mimamori devices delete” deletes a device that has never reported, “sudo mimamori ' +
        'devices retire” retires a device that is no longer used'
    ],
    [
      ['devices', 'revok', 'pi-1'],
      'unknown command “devices revok”; available: devices enroll, devices list, devices show, devices set, devices pause, devices ' +
        'resume, devices retire, devices revoke, devices delete, devices rotate, devices end-old-keys, devices import'
    ],
    [['reboot'], 'unknown command “reboot”; run “sudo mimamori help” for a list'],
    [['--json'], 'unknown command “--json”; run “sudo mimamori help” for a list'],
    [['devices', 'enroll'], 'ID is missing: expected the device’s ID'],
    [['devices', 'enroll'], 'Usage: sudo mimamori devices enroll ID [--site …]'],
    [['devices', 'enroll', 'a', 'b'], 'unexpected argument "b"'],
    [['devices', 'enroll', 'a', '--sit', 'x'], 'unknown option --sit; did you mean --site?'],
    [['devices', 'enroll', 'a', '--colour', 'x'], 'unknown option --colour\n'],
    [['devices', 'enroll', 'a', '-s', 'x'], 'unknown option -s\n'],
    [['devices', 'enroll', 'a', '--site', '--role', 'kiosk'], '--site is missing: expected a site'],
    [['devices', 'enroll', 'a', '--json=yes'], '--json takes no value'],
    [['devices', 'enroll', 'a', '--label', 'x'], '--label: expected NAME=VALUE'],
    [['tokens', 'create', 'grafana'], '--role is missing: expected one of admin, viewer, scrape, update, alert'],
    [['tokens', 'create'], 'Usage: sudo mimamori tokens create NAME --role … [--json]']
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

  test('says of each option that reads a secret which one it is', async () => {
    for (const lang of ['en', 'ja']) {
      const linesOf = async (...argv: readonly string[]): Promise<readonly string[]> =>
        (await shell({})(...argv, '--help', '--lang', lang)).out.split('\n')
      const lines = [...await linesOf('receivers', 'add'), ...await linesOf('relay', 'set')]
      const help = [
        'url', 'token', 'password'
      ].map((secret) => lines.find((line) => line.startsWith(`  --${secret}-file`))!.trim().split(/ +/).slice(1).join(' '))
      expect(help).toEqual(lang === 'en' ? [
        expect.stringContaining('webhook'), expect.stringContaining('token'), expect.stringContaining('password')
      ] : [expect.stringContaining('Webhook'), expect.stringContaining('トークン'), expect.stringContaining('パスワード')])
      expect(new Set(help).size).toBe(3)
    }
  })

  test('says plainly that no collector runs, that there is no token, and that settings are wrong', async () => {
    const directory = temporaryDirectory()
    const env = { MIMAMORI_DATA_DIR: directory, MIMAMORI_LISTEN: '127.0.0.1:1' }
    expect(await shell(env)('devices', 'list')).toMatchObject({
      code: 1, errors: expect.stringContaining(`no administrator’s token in ${directory}/admin-token`) as string
    })
    writeFileSync(join(directory, 'admin-token'), 'x'.repeat(40))
    expect(await shell(env)('devices', 'list')).toMatchObject({
      code: 1, errors: expect.stringContaining('no collector answers at http://127.0.0.1:1') as string
    })
    expect(await shell({ MIMAMORI_LISTN: 'x' })('devices', 'list')).toMatchObject({
      code: 2, errors: expect.stringContaining('did you mean MIMAMORI_LISTEN?') as string
    })
  })
})

test('says plainly that the certificate of the collector cannot be read', async () => {
  const env = {
    MIMAMORI_LISTEN: '127.0.0.1:1', MIMAMORI_ADMIN_TOKEN: 'a'.repeat(32), MIMAMORI_TLS_CERT: '/no.pem', MIMAMORI_TLS_KEY: '/no.key'
  }
  expect(await shell(env)('devices', 'list')).toMatchObject({
    code: 1, errors: expect.stringContaining('mimamori: MIMAMORI_TLS_CERT: /no.pem cannot be read: ENOENT') as string
  })
})
