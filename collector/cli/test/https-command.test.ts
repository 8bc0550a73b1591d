import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { connect, createServer, type TLSSocket } from 'node:tls'
import { expect, onTestFinished, test as plainTest, vi } from 'vitest'
import { opensslIsMissing } from '../../test/self-signed.ts'
import { temporaryDirectory } from '../../test/temporary-directory.ts'
import { serverInTest } from './backup/server-in-test.ts'

const test = plainTest.skipIf(opensslIsMissing)
const saying = (text: string): string => expect.stringContaining(text) as string

/** A server with settings, and a stand-in for systemctl that records what it was called with. */
const setUpServer = (settings = 'MIMAMORI_LISTEN=0.0.0.0:8080\nMIMAMORI_ALLOW_HTTP=yes\n') => {
  const server = serverInTest()
  const programs = temporaryDirectory()
  const calls = join(programs, 'calls')
  writeFileSync(join(programs, 'systemctl'), `#!/bin/sh\necho "$*" >> ${calls}\n`)
  chmodSync(join(programs, 'systemctl'), 0o755)
  vi.stubEnv('PATH', `${programs}:${process.env['PATH']}`)
  onTestFinished(() => { vi.unstubAllEnvs() })
  mkdirSync(join(server.root, '/etc/systemd/system'), { recursive: true })
  server.write('/etc/mimamori/collector.conf', settings, 0o640)
  const file = (name: string): string => join(server.root, '/etc/mimamori/https', name)
  return { ...server, file, calls: () => existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : [] }
}

/** Connects by a certificate, trusting one authority alone. */
const connectWith = async (certificate: Buffer, authority: Buffer): Promise<TLSSocket> => {
  const server = createServer({ cert: certificate, key: certificate }, (socket) => { socket.on('error', () => {}) }).listen(0, '127.0.0.1')
  onTestFinished(() => { server.close() })
  await once(server, 'listening')
  const socket = connect({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, ca: authority })
  onTestFinished(() => { socket.destroy() })
  await once(socket, 'secureConnect')
  return socket
}

test('one command makes an authority and a certificate, valid from 1970, that a client trusts', async () => {
  const { mimamori, file, read, calls } = setUpServer()
  expect(await mimamori('https', 'enable')).toMatchObject({ code: 0, errors: '', out: saying('https at 0.0.0.0:8443, beside http') })
  const [certificate, authority] = [readFileSync(file('collector.pem')), readFileSync(file('ca.pem'))]
  expect((await connectWith(certificate, authority)).authorized).toBe(true)
  for (const pem of [certificate, authority]) expect(new X509Certificate(pem).validFromDate.getTime()).toBe(0)
  const verify = (...args: string[]) =>
    execFileSync('openssl', ['verify', '-CAfile', file('ca.pem'), ...args, file('collector.pem')], { encoding: 'utf8' })
  expect(verify('-attime', '60', '-x509_strict', '-purpose', 'sslserver', '-verify_ip', '127.0.0.1')).toContain('OK')
  expect(['ca.key', 'collector.pem', 'ca.pem'].map((name) => statSync(file(name)).mode & 0o777)).toEqual([0o600, 0o600, 0o644])
  expect(read('/etc/mimamori/collector.conf')).toBe('MIMAMORI_LISTEN=0.0.0.0:8080\nMIMAMORI_ALLOW_HTTP=yes\nMIMAMORI_HTTPS_LISTEN=0.0.0.0:8443\n')
  expect(calls()).toEqual(['daemon-reload', 'enable --now --quiet mimamori-https.timer', 'try-restart mimamori-collector.service'])
})

test('repeated, it changes nothing and restarts nothing, and a further name is added by the same authority', async () => {
  const { mimamori, file, calls } = setUpServer()
  await mimamori('https', 'enable')
  const [certificate, authority] = [readFileSync(file('collector.pem')), readFileSync(file('ca.pem'))]
  expect((await mimamori('https', 'enable')).code).toBe(0)
  expect(readFileSync(file('collector.pem'))).toEqual(certificate)
  expect(calls().filter((call) => call.startsWith('try-restart'))).toHaveLength(1)
  expect(await mimamori('https', 'enable', '--name', 'mimamori.factory.lan')).toMatchObject({ code: 0, errors: '', out: saying('mimamori.factory.lan') })
  expect(new X509Certificate(readFileSync(file('collector.pem'))).checkHost('mimamori.factory.lan')).toBeDefined()
  expect(readFileSync(file('ca.pem'))).toEqual(authority)
})

test('the authority signs for no name of the internet, whoever has its key', async () => {
  const { mimamori, file } = setUpServer()
  await mimamori('https', 'enable')
  expect(await mimamori('https', 'enable', '--name', 'bank.example')).toMatchObject({ code: 1, errors: saying('cannot sign for bank.example') })
  execFileSync('openssl', [
    'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=x', '-CA', file('ca.pem'), '-CAkey', file('ca.key'),
    '-addext', 'basicConstraints=critical,CA:FALSE', '-addext', 'subjectAltName=DNS:bank.example', '-keyout', file('x.key'), '-out', file('x.pem')
  ], { stdio: 'ignore' })
  expect(() => execFileSync('openssl', ['verify', '-CAfile', file('ca.pem'), file('x.pem')], { stdio: 'pipe' })).toThrow(/permitted subtree violation/)
})

test('leaves a server alone that has a certificate of its own', async () => {
  const { mimamori, file, calls } = setUpServer('MIMAMORI_TLS_CERT=/etc/ssl/own.pem\nMIMAMORI_TLS_KEY=/etc/ssl/own.key\n')
  expect(await mimamori('https', 'enable')).toMatchObject({ code: 1, errors: saying('with the certificate /etc/ssl/own.pem; nothing was changed') })
  expect([existsSync(file('ca.pem')), calls()]).toEqual([false, []])
})

test('renews a certificate of which less than a year is left, or if that is asked for, and no other', async () => {
  const { mimamori, file } = setUpServer()
  expect(await mimamori('https', 'renew')).toMatchObject({ code: 1, errors: saying('https is not set up') })
  await mimamori('https', 'enable')
  const first = readFileSync(file('collector.pem'))
  expect(await mimamori('https', 'renew')).toMatchObject({ code: 0, out: saying('nothing to renew') })
  expect(readFileSync(file('collector.pem'))).toEqual(first)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 800 * 86_400_000 })
  onTestFinished(() => { vi.useRealTimers() })
  expect(await mimamori('https', 'renew')).toMatchObject({ code: 0, errors: '', out: saying('was renewed') })
  vi.useRealTimers()
  expect((await connectWith(readFileSync(file('collector.pem')), readFileSync(file('ca.pem')))).authorized).toBe(true)
  expect(await mimamori('https', 'renew', '--now')).toMatchObject({ code: 0, out: saying('was renewed') })
})
