import { networkInterfaces } from 'node:os'
import { expect, test } from 'vitest'
import { lanOrigin, linkOrigin, publicOrigin } from '../../../src/platform/config/origin.ts'
import { loadConfig } from '../../../src/platform/config/load-config.ts'

test('browsers reach the collector where the request at hand reached it, or where the settings say', () => {
  expect(publicOrigin(loadConfig({}))).toBe('http://127.0.0.1:8080')
  expect(publicOrigin(loadConfig({ MIMAMORI_LISTEN: '[::1]:9000', MIMAMORI_TLS_CERT: 'a', MIMAMORI_TLS_KEY: 'b' }))).toBe(
    'https://[::1]:9000'
  )
  expect(publicOrigin(loadConfig({}), 'localhost:8080')).toBe('http://localhost:8080')
  expect(publicOrigin(loadConfig({ MIMAMORI_PUBLIC_URL: 'https://mimamori.lan/' }), 'localhost:8080')).toBe('https://mimamori.lan')
})

test('a link made on a server that listens on all addresses leads to its address in the LAN', () => {
  const config = loadConfig({ MIMAMORI_LISTEN: '0.0.0.0:8080', MIMAMORI_ALLOW_HTTP: 'yes' })
  const own = Object.values(networkInterfaces())
    .flat()
    .filter((network) => network?.internal === false && network.family === 'IPv4')
    .map((network) => `http://${network!.address}:8080`)
  expect([...own, 'http://127.0.0.1:8080']).toContain(linkOrigin(config, '127.0.0.1:8080'))
  if (own.length > 0) expect(linkOrigin(config, '127.0.0.1:8080')).not.toBe('http://127.0.0.1:8080')
  expect(linkOrigin(config, '192.168.10.2:8080')).toBe('http://192.168.10.2:8080')
  expect(linkOrigin(loadConfig({}), '127.0.0.1:8080')).toBe('http://127.0.0.1:8080')
})

test('a link made through a tunnel leads to the address at which the collector listens', () => {
  const config = loadConfig({ MIMAMORI_LISTEN: '192.168.10.2:8080', MIMAMORI_ALLOW_HTTP: 'yes' })
  for (const host of ['localhost:9000', '127.0.0.1:8080', '[::1]:8080', 'localhost']) {
    expect(linkOrigin(config, host)).toBe('http://192.168.10.2:8080')
  }
  expect(linkOrigin(config, '192.168.10.3:8080')).toBe('http://192.168.10.3:8080')
  expect(linkOrigin(loadConfig({ MIMAMORI_LISTEN: '127.0.0.1:0' }), 'localhost:41873')).toBe('http://localhost:41873')
})

test('a name that may be anybody’s is in no link', () => {
  const config = loadConfig({ MIMAMORI_LISTEN: '192.168.10.2:8080', MIMAMORI_ALLOW_HTTP: 'yes' })
  for (const origin of [publicOrigin, linkOrigin, lanOrigin]) expect(origin(config, 'evil.example:8080')).toBe('http://192.168.10.2:8080')
})

test('other machines have no origin for a collector that listens only for its own', () => {
  for (const host of ['localhost:8080', '127.0.0.1:8080', '[::1]:8080', undefined]) expect(lanOrigin(loadConfig({}), host)).toBeUndefined()
  expect(lanOrigin(loadConfig({}), '192.168.10.2:8080')).toBe('http://192.168.10.2:8080')
  expect(lanOrigin(loadConfig({ MIMAMORI_PUBLIC_URL: 'https://mimamori.lan' }), 'localhost:8080')).toBe('https://mimamori.lan')
})
