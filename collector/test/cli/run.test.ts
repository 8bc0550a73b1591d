import { writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { collectorInTest } from '../collector-in-test.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

interface Shown { readonly code: number, readonly out: string, readonly errors: string }

const shell = (env: Readonly<Record<string, string>>) => async (...argv: string[]): Promise<Shown> => {
  const out: string[] = []
  const errors: string[] = []
  const code = await run(argv, { env, print: (line) => void out.push(line), printError: (line) => void errors.push(line) })
  return { code, out: out.join('\n'), errors: errors.join('\n') }
}

/** A listening collector and a shell on the same machine. */
const onServer = async () => {
  const collector = await collectorInTest()
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

  test('says what the collector refused, with each mistake, and exits 1', async () => {
    const { mimamori } = await onServer()
    const { code, errors } = await mimamori('devices', 'enroll', 'Pi_1', '--silent-after-seconds', '5')
    expect(code).toBe(1)
    expect(errors).toContain('  /id: expected 1 to 63 of a–z, 0–9 and -')
    expect(errors).toContain('  /silentAfterSeconds: ')
  })

  test('lists devices in columns that line up, also in Japanese', async () => {
    const { mimamori } = await onServer()
    expect((await mimamori('devices', 'list')).out).toContain('No device is enrolled yet')
    await mimamori('devices', 'enroll', 'pi-1', '--site', '北工場')
    await mimamori('devices', 'enroll', 'pi-kiosk-03', '--site', 'south')
    const { out } = await mimamori('devices', 'list', '--lang', 'ja')
    expect(out.split('\n').slice(1).map((line) => line.slice(0, 36))).toEqual([
      expect.stringMatching(/^pi-1 {9}北工場 {8}pending/) as string,
      expect.stringMatching(/^pi-kiosk-03 {2}south {9}pending/) as string
    ])
    expect(out).toContain('まだ一度も報告がありません')
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
    expect(await mimamori('devices', 'pause', 'pi-1', '--until', 'monday')).toMatchObject({ code: 2, errors: 'mimamori: expected a time such as 2026-12-01T08:00, got monday' })
    expect(JSON.parse((await mimamori('devices', 'show', 'pi-1', '--json')).out)).toMatchObject({ id: 'pi-1', state: 'revoked' })
  })

  test('imports devices from a file', async () => {
    const { mimamori } = await onServer()
    const file = join(temporaryDirectory(), 'devices.json')
    writeFileSync(file, JSON.stringify([{ id: 'pi-1', key: 'client-key-0001', lastSeenAt: '2026-01-01T00:00:00Z' }]))
    expect((await mimamori('devices', 'import', file)).out).toBe('1 devices taken over; 1 have weak keys, which should be rotated')
    expect(await mimamori('devices', 'import', join(file, 'x'))).toMatchObject({ code: 1, errors: expect.stringContaining('cannot be read as JSON') as string })
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

  test.each([
    [['device', 'list'], 'there is no command “device list”; did you mean “devices list”?'],
    [['devices', 'enroll'], 'expected: mimamori devices enroll ID'],
    [['devices', 'enroll', 'a', 'b'], 'expected: mimamori devices enroll ID'],
    [['devices', 'enroll', 'a', '--sight', 'x'], "Unknown option '--sight'"],
    [['devices', 'enroll', 'a', '--label', 'x'], 'expected --label NAME=VALUE, got x']
  ])('says how %j should be, and exits 2', async (argv, message) => {
    const { code, errors } = await shell({ MIMAMORI_DATA_DIR: '/nowhere' })(...argv)
    expect(code).toBe(2)
    expect(errors).toContain(message)
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
