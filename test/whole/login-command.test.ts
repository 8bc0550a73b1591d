import { expect, test } from 'vitest'
import { loadConfig } from '../../collector/src/platform/config/load-config.ts'
import { loginCommand } from '../../scripts/start/login-command.ts'
import { checkout } from '../../scripts/start/directories.ts'

const login = 'npm run -s mimamori -- login'

test.each<[string, Readonly<Record<string, string>>, string]>([
  ['nothing where all is as by default', {}, ''],
  [
    'the address and the directory',
    { MIMAMORI_LISTEN: '127.0.0.1:18480', MIMAMORI_DATA_DIR: '/tmp/a b' },
    "MIMAMORI_DATA_DIR='/tmp/a b' MIMAMORI_LISTEN=127.0.0.1:18480 "
  ],
  ['a directory of the checkout as npm finds it', { MIMAMORI_DATA_DIR: `${checkout}/var/demo` }, 'MIMAMORI_DATA_DIR=var/demo '],
  ['loopback for all addresses', { MIMAMORI_LISTEN: '[::]:8080', MIMAMORI_ALLOW_HTTP: 'yes' }, 'MIMAMORI_LISTEN=[::1]:8080 '],
  ['nothing for all addresses at the usual port', { MIMAMORI_LISTEN: '0.0.0.0:8080', MIMAMORI_ALLOW_HTTP: 'yes' }, ''],
  [
    'that http is allowed, for an address that needs that',
    { MIMAMORI_LISTEN: '192.0.2.7:8080', MIMAMORI_ALLOW_HTTP: 'yes' },
    'MIMAMORI_LISTEN=192.0.2.7:8080 MIMAMORI_ALLOW_HTTP=yes '
  ],
  ['the files for https', { MIMAMORI_TLS_CERT: 'a.pem', MIMAMORI_TLS_KEY: 'a.key' }, 'MIMAMORI_TLS_CERT=a.pem MIMAMORI_TLS_KEY=a.key '],
  ['of a token only that one belongs there', { MIMAMORI_ADMIN_TOKEN: 'x'.repeat(40) }, 'MIMAMORI_ADMIN_TOKEN=… ']
])('the command for another login link names %s', (_, env, prefix) => {
  const command = loginCommand(loadConfig(env), false)
  expect(command).toBe(prefix + login)
  // What it names is taken.
  loadConfig(
    Object.fromEntries(
      prefix
        .replace('…', 'x'.repeat(40))
        .replaceAll("'", '')
        .trim()
        .split(/ (?=MIMAMORI_)/)
        .filter((word) => word !== '')
        .map((word) => word.split('='))
    ) as Record<string, string>
  )
})

test('the command names the directory also where it is the usual one, on a machine where systemd runs another collector', () => {
  expect(loginCommand(loadConfig({}), true)).toBe(`MIMAMORI_DATA_DIR=./var ${login}`)
})
