import { once } from 'node:events'
import { mkdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { connect, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import { expect, onTestFinished, test, vi } from 'vitest'
import { httpsCertificateFile } from '@mimamori/contract/data-directory'
import { freePort } from '../../../free-port.ts'
import { collectorInTest, type CollectorInTest } from '../../../collector-in-test.ts'
import { selfSigned } from '../../../self-signed.ts'
import { temporaryDirectory } from '../../../temporary-directory.ts'

interface BothWays extends CollectorInTest {
  readonly httpPort: number
  readonly httpsPort: number
  readonly directory: string
}

/** A certificate and its key in the place where `mimamori https` puts them. */
const putCertificate = (directory: string): Buffer => {
  const { cert, key } = selfSigned(onTestFinished)
  const file = httpsCertificateFile(directory)
  writeFileSync(`${file}.new`, Buffer.concat([key, cert]))
  renameSync(`${file}.new`, file)
  return cert
}

const startBothWays = async (): Promise<BothWays> => {
  const directory = join(temporaryDirectory(), 'https')
  mkdirSync(directory)
  putCertificate(directory)
  const httpsPort = await freePort()
  const collector = await collectorInTest({ env: { MIMAMORI_HTTPS_LISTEN: `127.0.0.1:${httpsPort}`, MIMAMORI_HTTPS_DIR: directory } })
  await collector.app.listen({ host: '127.0.0.1', port: 0 })
  await collector.app.listenSecurely(collector.config.httpsListen!)
  return { ...collector, httpPort: (collector.app.server.address() as AddressInfo).port, httpsPort, directory }
}

/** The status and the body of an answer by https, whose certificate must be this one. */
const ask = async (port: number, ca: Buffer, path = '/healthz'): Promise<{ readonly status: number | undefined, readonly body: string }> => {
  const sent = request({ host: '127.0.0.1', port, path, ca, agent: false })
  sent.end()
  const [response] = await once(sent, 'response') as [IncomingMessage]
  return { status: response.statusCode, body: (await response.setEncoding('utf8').toArray()).join('') }
}

const certificateOf = (directory: string): Buffer => {
  const [certificate] = /-----BEGIN CERTIFICATE[^]*END CERTIFICATE-----/.exec(readFileSync(httpsCertificateFile(directory), 'utf8'))!
  return Buffer.from(certificate)
}

test('serves https and http at once', async () => {
  const { httpPort, httpsPort, directory } = await startBothWays()
  expect(await ask(httpsPort, certificateOf(directory))).toMatchObject({ status: 200, body: expect.stringContaining('"ok":true') as string })
  expect((await fetch(`http://127.0.0.1:${httpPort}/healthz`)).status).toBe(200)
})

test('takes a login of its own page by either way, and no other’s', async () => {
  const { httpPort, httpsPort, app } = await startBothWays()
  const statusFor = async (origin: string, host: string) =>
    (await app.inject({ method: 'POST', url: '/api/login', headers: { origin, host }, body: { name: 'a', password: 'b' } })).json<{ code: string }>().code
  expect(await statusFor(`https://127.0.0.1:${httpsPort}`, `127.0.0.1:${httpsPort}`)).not.toBe('ORIGIN_REFUSED')
  expect(await statusFor(`http://127.0.0.1:${httpPort}`, `127.0.0.1:${httpPort}`)).not.toBe('ORIGIN_REFUSED')
  expect(await statusFor(`http://127.0.0.1:${httpsPort}`, `127.0.0.1:${httpsPort}`)).toBe('ORIGIN_REFUSED')
})

test('serves a renewed certificate from the next connection on, and goes on with the last where the new one is damaged', async () => {
  const { httpsPort, directory, page } = await startBothWays()
  const former = certificateOf(directory)
  const kept = connectTls({ host: '127.0.0.1', port: httpsPort, ca: former })
  onTestFinished(() => { kept.destroy() })
  await once(kept, 'secureConnect')
  const renewed = putCertificate(directory)
  utimesSync(httpsCertificateFile(directory), 1_800_000_000, 1_800_000_000)
  expect((await ask(httpsPort, renewed)).status).toBe(200)
  await expect(ask(httpsPort, former)).rejects.toThrow()
  expect(kept.destroyed).toBe(false)
  expect(await page('/metrics')).toMatch(/^mimamori_collector_certificate_expiry_timestamp_seconds \d+/m)
  writeFileSync(httpsCertificateFile(directory), 'damaged\n')
  utimesSync(httpsCertificateFile(directory), 1_800_000_001, 1_800_000_001)
  expect((await ask(httpsPort, renewed)).status).toBe(200)
})

test('refuses what is older than TLS 1.2', async () => {
  const { httpsPort } = await startBothWays()
  const old = connectTls({ host: '127.0.0.1', port: httpsPort, rejectUnauthorized: false, maxVersion: 'TLSv1.1', minVersion: 'TLSv1.1' })
  onTestFinished(() => { old.destroy() })
  await expect(once(old, 'secureConnect')).rejects.toThrow()
})

test('ends with the collector, and closes connections that bring nothing, encrypted or not', async () => {
  const { httpsPort, app, close } = await startBothWays()
  const silent = connect(httpsPort, '127.0.0.1')
  const encrypted: TLSSocket = connectTls({ host: '127.0.0.1', port: httpsPort, rejectUnauthorized: false })
  const sockets = [silent, encrypted]
  for (const socket of sockets) socket.on('error', () => {})
  onTestFinished(() => { for (const socket of sockets) socket.destroy() })
  await Promise.all([once(silent, 'connect'), once(app.server, 'connection')])
  const ended = sockets.map((socket) => once(socket.resume(), 'close'))
  await close()
  await Promise.all(ended)
  await vi.waitFor(async () => { await expect(once(connect(httpsPort, '127.0.0.1'), 'connect')).rejects.toThrow(/ECONNREFUSED/) })
})
