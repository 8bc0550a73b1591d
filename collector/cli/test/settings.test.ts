import { expect, test } from 'vitest'
import { defaultListen } from '@mimamori/contract/data-directory'
import { settings } from '../../src/platform/config/settings.ts'
import { readCliSettings } from '../src/settings.ts'
import { cliText } from '../src/text/cli-text.ts'

const read = (env: Readonly<Record<string, string>>) => readCliSettings(env, cliText('en', 'mimamori'))

test('the settings that are the collector’s alone are left to it', () => {
  const [host, port] = defaultListen.split(':')
  expect(read({
    ...Object.fromEntries(Object.values(settings).map(({ name, fallback }) => [name, fallback])), MIMAMORI_LOKI_URL: 'x'
  })).toMatchObject({ listen: { host, port: Number(port) } })
  for (const { name } of Object.values(settings)) expect(() => read({ [name]: '' })).not.toThrow()
})

test('all mistakes are reported at once, and no secret', () => {
  expect(() => read({
    MIMAMORI_DATA_DRI: '/srv', MIMAMORI_LISTEN: '8080', MIMAMORI_ADMIN_TOKEN: 'geheim', MIMAMORI_TIME_ZONE: 'Tokyo'
  })).toThrow([
    'MIMAMORI_DATA_DRI: unknown setting; did you mean MIMAMORI_DATA_DIR?',
    'MIMAMORI_LISTEN: expected ADDRESS:PORT, such as 127.0.0.1:8080 or [::1]:8080; got "8080"',
    'MIMAMORI_ADMIN_TOKEN: expected 32 to 256 characters without spaces; got "…"',
    'MIMAMORI_TIME_ZONE: expected a time zone such as Asia/Tokyo; got "Tokyo"'
  ].join('\n'))
})
