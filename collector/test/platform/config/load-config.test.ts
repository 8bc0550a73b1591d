import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { ConfigError, loadConfig } from '../../../src/platform/config/load-config.ts'
import { settings } from '../../../src/platform/config/settings.ts'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const sourcesOf = (directory: string): string[] => readdirSync(directory, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(?:ts|js|py|ya?ml|sh|cfg|service)$/.test(entry.name))
  .map(({ parentPath, name }) => join(parentPath, name))

const mistakesOf = (env: Readonly<Record<string, string>>): readonly string[] => {
  try {
    loadConfig(env)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes
    throw error
  }
}

describe('the settings', () => {
  test('have a default each', () => {
    expect(loadConfig({})).toMatchObject({
      listen: { host: '127.0.0.1', port: 8080 },
      dataDir: './var',
      allowHttp: false,
      probePort: 22,
      adminToken: undefined,
      timeZone: undefined
    })
    expect(loadConfig({ MIMAMORI_DATA_DIR: '' }).dataDir).toBe('./var')
  })

  test('leave names of tests and of other programs alone', () => {
    expect(
      mistakesOf({ MIMAMORI_TEST_LOKI_URL: 'x', MIMAMORI_RUN_ID: '1', MIMAMORI_UPDATE_FORKS: '9', PATH: '/bin', mimamori: 'x' })
    ).toEqual([])
  })

  test('let every name pass that a program beside the collector reads', () => {
    const sources = ['agent/src', 'ansible/runner/src', 'ansible/plugins', 'ansible/roles', 'scripts'].flatMap((folder) =>
      sourcesOf(join(root, folder))
    )
    const names = new Set(sources.flatMap((file) => readFileSync(file, 'utf8').match(/\bMIMAMORI_(?:[A-Z0-9]+_)*[A-Z0-9]+\b/g) ?? []))
    expect([...names]).toEqual(expect.arrayContaining(['MIMAMORI_URL', 'MIMAMORI_AGENT_CONFIG', 'MIMAMORI_UPDATE_WAVE_PERCENT']))
    const ours = Object.values(settings).map(({ name }) => name)
    const others = [...names].filter((name) => !ours.includes(name))
    expect(mistakesOf(Object.fromEntries(others.map((name) => [name, 'x'])))).toEqual([])
  })

  test.each([
    [{ MIMAMORI_LISTEN: '8080' }, 'MIMAMORI_LISTEN: expected ADDRESS:PORT, such as 127.0.0.1:8080 or [::1]:8080, got "8080"'],
    [
      { MIMAMORI_LISTEN: '127.0.0.1:99999' },
      'MIMAMORI_LISTEN: expected ADDRESS:PORT, such as 127.0.0.1:8080 or [::1]:8080, got "127.0.0.1:99999"'
    ],
    [
      { MIMAMORI_LISTEN: 'http://user:geheim@server' },
      'MIMAMORI_LISTEN: expected ADDRESS:PORT, such as 127.0.0.1:8080 or [::1]:8080, got "http://***@server"'
    ],
    [{ MIMAMORI_PROBE_PORT: 'ssh' }, 'MIMAMORI_PROBE_PORT: expected a whole number from 1 to 65535, got "ssh"'],
    [{ MIMAMORI_ALLOW_HTTP: 'true' }, 'MIMAMORI_ALLOW_HTTP: expected yes or no, got "true"'],
    [{ MIMAMORI_TIME_ZONE: 'Tokyo' }, 'MIMAMORI_TIME_ZONE: expected a time zone such as Asia/Tokyo, got "Tokyo"'],
    [{ MIMAMORI_TIME_ZONE: '+09:00' }, 'MIMAMORI_TIME_ZONE: expected a time zone such as Asia/Tokyo, got "+09:00"'],
    [
      { MIMAMORI_ADMIN_TOKEN: 'secret' },
      'MIMAMORI_ADMIN_TOKEN: expected 32 to 256 characters without spaces, or unset to have one generated, got 6 characters'
    ],
    [
      { MIMAMORI_PUBLIC_URL: 'https://a.lan/path' },
      'MIMAMORI_PUBLIC_URL: expected an origin such as https://mimamori.factory.lan, got "https://a.lan/path"'
    ],
    [{ MIMAMORI_TLS_CERT: 'a.pem' }, 'MIMAMORI_TLS_KEY: expected the key file that belongs to MIMAMORI_TLS_CERT'],
    [{ MIMAMORI_DATADIR: 'x' }, 'MIMAMORI_DATADIR: unknown setting; did you mean MIMAMORI_DATA_DIR?'],
    [{ MIMAMORI_LISTNE: 'x' }, 'MIMAMORI_LISTNE: unknown setting; did you mean MIMAMORI_LISTEN?'],
    [{ MIMAMORI_LOG_RETENTION: 'x' }, 'MIMAMORI_LOG_RETENTION: unknown setting; did you mean MIMAMORI_LOG_RETENTION_DAYS?'],
    [{ MIMAMORI_PORT: '1' }, 'MIMAMORI_PORT: unknown setting; remove it, or correct its name'],
    [{ MIMAMORI_ZZZZZZZZZZZZZZ: 'x' }, 'MIMAMORI_ZZZZZZZZZZZZZZ: unknown setting; remove it, or correct its name']
  ])('%j is refused', (env, mistake) => {
    expect(mistakesOf(env)).toEqual([mistake])
  })

  test('name no calendar that the collector itself writes, however its path is written', () => {
    expect(mistakesOf({ MIMAMORI_CALENDAR: './var/x/../calendar.last-valid.yml' })).toEqual([
      'MIMAMORI_CALENDAR: expected your own file, got ./var/x/../calendar.last-valid.yml, where the collector keeps its copy; save the calendar elsewhere, such as in /etc/mimamori/calendar.yml'
    ])
    expect(mistakesOf({ MIMAMORI_CALENDAR: './var/calendar.yml' })).toEqual([])
  })

  test('are refused with all mistakes at once', () => {
    expect(mistakesOf({ MIMAMORI_LISTEN: 'x', MIMAMORI_PORT: '1', MIMAMORI_ALLOW_HTTP: '1' })).toHaveLength(3)
  })

  test('are refused in the language of the machine', () => {
    expect(
      mistakesOf({
        LANG: 'ja_JP.UTF-8',
        MIMAMORI_LISTN: '127.0.0.1:1',
        MIMAMORI_PROBE_PORT: 'ssh',
        MIMAMORI_ADMIN_TOKEN: 'secret',
        MIMAMORI_TLS_KEY: 'key.pem'
      })
    ).toEqual([
      'MIMAMORI_LISTN: この名前の設定はありません。MIMAMORI_LISTEN ではありませんか',
      'MIMAMORI_ADMIN_TOKEN: 空白を含まない 32〜256 文字（未設定なら自動で生成）を指定してください（今の値：6 文字）',
      'MIMAMORI_PROBE_PORT: 1 から 65535 までの整数を指定してください（今の値："ssh"）',
      'MIMAMORI_TLS_CERT: MIMAMORI_TLS_KEY の秘密鍵に対応する証明書のファイルを指定してください'
    ])
  })

  test('listen beyond this machine only with https or an express yes', () => {
    const env = { MIMAMORI_LISTEN: '0.0.0.0:8080' }
    expect(mistakesOf(env)).toHaveLength(1)
    expect(mistakesOf({ ...env, MIMAMORI_ALLOW_HTTP: 'yes' })).toEqual([])
    expect(mistakesOf({ ...env, MIMAMORI_TLS_CERT: 'a', MIMAMORI_TLS_KEY: 'b' })).toEqual([])
    expect(mistakesOf({ MIMAMORI_LISTEN: '[::1]:8080' })).toEqual([])
    expect(mistakesOf({ MIMAMORI_LISTEN: '127.0.0.9:8080' })).toEqual([])
  })
})
