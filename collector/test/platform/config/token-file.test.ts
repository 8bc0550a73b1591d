import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ConfigError, loadConfig } from '../../../src/platform/config/load-config.ts'
import { readToken, tokenFileMistakes } from '../../../src/platform/config/token-file.ts'
import { settingText } from '../../../src/platform/config/setting-text.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

const text = settingText('en')

test.each([
  ['a token', 'of-the-proxy\n', []],
  ['nothing', '\n', ['it is empty, or has more than a token']],
  ['two lines', 'one\ntwo\n', ['it is empty, or has more than a token']]
])('a token file with %s', (_, content, found) => {
  const file = join(temporaryDirectory(), 'token')
  writeFileSync(file, content)
  const mistakes = (name: string) =>
    found.map(
      (what) => `${name}: expected a file with a token in one line that the collector can read, got ${JSON.stringify(file)} (${what})`
    )
  expect(tokenFileMistakes({ lokiTokenFile: file }, text)).toEqual(mistakes('MIMAMORI_LOKI_TOKEN_FILE'))
  expect(tokenFileMistakes({ remoteWriteTokenFile: file }, text)).toEqual(mistakes('MIMAMORI_REMOTE_WRITE_TOKEN_FILE'))
  if (found.length === 0) expect(readToken(file)).toBe('of-the-proxy')
})

test('a token file that is not there is named, and a directory is none', () => {
  expect(tokenFileMistakes({ lokiTokenFile: '/no/token' }, text)).toEqual([expect.stringContaining('"/no/token" (there is no such file)')])
  expect(tokenFileMistakes({ lokiTokenFile: '/' }, text)).toEqual([expect.stringContaining('it is a directory')])
  expect(tokenFileMistakes({}, text)).toEqual([])
})

test('a token or tenant without a Loki is a mistake', () => {
  for (const name of ['MIMAMORI_LOKI_TOKEN_FILE', 'MIMAMORI_LOKI_TENANT']) {
    expect(() => loadConfig({ [name]: 'x' }, { text })).toThrow(ConfigError)
  }
  expect(() => loadConfig({ MIMAMORI_LOKI_TENANT: 'x' }, { text })).toThrow(text.tokenOrTenantWithoutLoki)
  expect(loadConfig({ MIMAMORI_LOKI_URL: 'http://127.0.0.1:3100/' })).toMatchObject({
    lokiUrl: 'http://127.0.0.1:3100',
    lokiMaxAgeHours: 168
  })
})

test('a token for remote write without its address is a mistake', () => {
  expect(() => loadConfig({ MIMAMORI_REMOTE_WRITE_TOKEN_FILE: 'x' }, { text })).toThrow(text.tokenWithoutRemoteWrite)
  expect(loadConfig({ MIMAMORI_REMOTE_WRITE_URL: 'http://127.0.0.1:9090/api/v1/write' })).toMatchObject({
    remoteWriteUrl: 'http://127.0.0.1:9090/api/v1/write'
  })
})
