import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { loadConfig } from '../../../src/platform/config/load-config.ts'
import { requestOrigin } from '../../../src/platform/config/request-origin.ts'
import { selfSigned } from '../../self-signed.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'
import { untilAllEnd } from '../../until-all-end.ts'

const naming = { hostname: 'Pi-Server', resolverFile: join(temporaryDirectory(untilAllEnd()), 'resolv.conf') }
writeFileSync(naming.resolverFile, 'nameserver 192.168.10.1\nsearch factory.lan  home.arpa\noptions edns0\n')

test.each([
  ['127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ['192.168.10.2:80', 'http://192.168.10.2'],
  ['[FD00::2]:8080', 'http://[fd00::2]:8080'],
  ['LOCALHOST:9000', 'http://localhost:9000'],
  ['pi-server:8080', 'http://pi-server:8080'],
  ['Pi-Server.local:8080', 'http://pi-server.local:8080'],
  ['pi-server.factory.lan', 'http://pi-server.factory.lan'],
  ['pi-server.home.arpa.', 'http://pi-server.home.arpa.']
])('%s needs no setting', (host, origin) => {
  expect(requestOrigin(loadConfig({}), host, naming)).toBe(origin)
})

test.each([
  '', 'evil.example:8080', 'pi-server.evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', 'local', 'pi-server..local', 'pi',
  '127.0.0.1:8080@evil.example', 'evil.example#127.0.0.1', '127.0.0.1:99999', '[::1', '[fe80::1%25eth0]:8080', 'xn--pi-server-abc'
])('%j may be anybody’s', (host) => {
  expect(requestOrigin(loadConfig({}), host, naming)).toBeUndefined()
})

test('the setting and the address to listen on name one more, and addresses stay', () => {
  const config = loadConfig({
    MIMAMORI_PUBLIC_URL: 'https://watch.factory.example',
    MIMAMORI_LISTEN: 'pi.factory.example:8080',
    MIMAMORI_ALLOW_HTTP: 'yes'
  })
  expect(requestOrigin(config, 'watch.factory.example', naming)).toBe('https://watch.factory.example')
  expect(requestOrigin(config, 'watch.factory.example:8080', naming)).toBe('https://watch.factory.example')
  expect(requestOrigin(config, 'pi.factory.example:8080', naming)).toBe('http://pi.factory.example:8080')
  expect(requestOrigin(config, '192.168.10.2:8080', naming)).toBe('http://192.168.10.2:8080')
  expect(requestOrigin(config, 'other.factory.example', naming)).toBeUndefined()
})

test('names in the certificate need no setting, since a foreign page has none for its own', () => {
  const { certFile, keyFile } = selfSigned(onTestFinished)
  const config = loadConfig({ MIMAMORI_TLS_CERT: certFile, MIMAMORI_TLS_KEY: keyFile })
  expect(requestOrigin(config, 'mimamori.lan:8080', naming)).toBe('https://mimamori.lan:8080')
  expect(requestOrigin(config, 'mimamori', naming)).toBeUndefined()
  expect(requestOrigin({ ...config, tlsCert: '/nowhere' }, 'mimamori.lan:8080', naming)).toBeUndefined()
})

test('a machine whose whole name is set, and none of whose resolver is readable, goes by its name', () => {
  const own = { hostname: 'pi-server.corp.example', resolverFile: '/nowhere' }
  const isKnown = (host: string): boolean => requestOrigin(loadConfig({}), host, own) !== undefined
  expect(['pi-server', 'pi-server.corp.example', 'pi-server.local', 'pi-server.corp'].map(isKnown)).toEqual([true, true, true, false])
})
