import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { join } from 'node:path'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { collectorInTest } from '../../test/collector-in-test.ts'
import { temporaryDirectory } from '../../test/temporary-directory.ts'
import { untilAllEnd } from '../../test/until-all-end.ts'
import { shell } from './shell.ts'

let directory: string
const file = (name: string): string => join(directory, name)

const openssl = (...args: readonly string[]): void => {
  const { status, stderr } = spawnSync('openssl', args, { cwd: directory, encoding: 'utf8' })
  if (status !== 0) throw new Error(`openssl is needed: ${stderr}`)
}

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'] as const

const makeSelfSigned = (name: string): void => {
  openssl('req', '-x509', ...newKey, '-keyout', `${name}.key`, '-out', `${name}.pem`, '-days', '2', '-subj', `/CN=${name}`)
}

const makeSigned = (name: string, by: string, extensions: string): void => {
  writeFileSync(file(`${name}.conf`), `${extensions}\n`)
  openssl('req', ...newKey, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`)
  openssl(
    'x509', '-req', '-in', `${name}.csr`, '-CA', `${by}.pem`, '-CAkey', `${by}.key`, '-CAcreateserial', '-extfile', `${name}.conf`,
    '-out', `${name}.pem`, '-days', '2'
  )
}

const concatenate = (name: string, ...parts: readonly string[]): void => {
  writeFileSync(file(name), parts.map((part) =>
    readFileSync(file(part), 'utf8')).join(''))
}

const ended = untilAllEnd()
beforeAll(() => {
  directory = temporaryDirectory(ended)
  makeSelfSigned('alone')
  makeSelfSigned('authority')
  makeSigned('between', 'authority', 'basicConstraints=critical,CA:TRUE')
  makeSigned('leaf', 'authority', 'subjectAltName=DNS:mimamori.factory.lan')
  makeSigned('below', 'between', 'subjectAltName=DNS:mimamori.factory.lan')
  makeSigned('other', 'authority', 'subjectAltName=DNS:mimamori.factory.lan')
  concatenate('chain.pem', 'below.pem', 'between.pem')
  concatenate('whole-chain.pem', 'below.pem', 'between.pem', 'authority.pem')
})

const listen = async (server: Server): Promise<number> => {
  onTestFinished(() => void server.close())
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  return (server.address() as AddressInfo).port
}

const settings = (port: number, certificate?: string): Record<string, string> => ({
  MIMAMORI_LISTEN: `127.0.0.1:${port}`,
  MIMAMORI_ADMIN_TOKEN: 'a'.repeat(32),
  ...certificate !== undefined && { MIMAMORI_TLS_CERT: file(certificate), MIMAMORI_TLS_KEY: file('any.key') }
})

/** A collector that listens by https. */
const collectorWith = async (certificate: string, key: string): Promise<number> => {
  const collector = await collectorInTest({
    env: { MIMAMORI_TLS_CERT: file(certificate), MIMAMORI_TLS_KEY: file(key), MIMAMORI_ADMIN_TOKEN: 'a'.repeat(32) }
  })
  await collector.app.listen({ host: '127.0.0.1', port: 0 })
  return (collector.app.server.address() as AddressInfo).port
}

describe('the command line beside a collector with https', () => {
  test.each([
    ['signed by itself', 'alone.pem', 'alone.key'],
    ['signed by an authority', 'leaf.pem', 'leaf.key'],
    ['with the certificate in between', 'chain.pem', 'below.key'],
    ['with all up to the root', 'whole-chain.pem', 'below.key']
  ])('works with a certificate %s, whatever names it has', async (_, certificate, key) => {
    expect(await shell(settings(await collectorWith(certificate, key), certificate))('devices', 'enroll', 'pi-1', '--json')).toMatchObject({
      code: 0, errors: ''
    })
  })

  test('sends nothing to what shows another certificate, though the same authority has signed it, and says so', async () => {
    let requests = 0
    const port = await listen(createHttpsServer({
      cert: readFileSync(file('other.pem')), key: readFileSync(file('other.key'))
    }, () => { requests++ }))
    const { code, errors } = await shell(settings(port, 'leaf.pem'))('devices', 'list')
    expect([code, errors]).toEqual([
      1,
      `mimamori: the certificate of https://127.0.0.1:${port} is not the one in MIMAMORI_TLS_CERT: if that file is new, restart the ` +
        'collector; otherwise set MIMAMORI_TLS_CERT to the collector’s value'
    ])
    expect((await shell(settings(port, 'leaf.pem'))('devices', 'list', '--lang', 'ja')).errors).toContain('別の証明書')
    expect(requests).toBe(0)
  })

  test('says that what answers does not speak https', async () => {
    const port = await listen(createHttpServer())
    const { code, errors } = await shell(settings(port, 'leaf.pem'))('devices', 'list')
    expect([code, errors]).toEqual([
      1, expect.stringMatching(new RegExp(`^mimamori: no https at https://127\\.0\\.0\\.1:${port} \\([a-z ]+\\): `)) as string
    ])
  })

  test('says without a certificate that the collector may have one', async () => {
    const { code, errors } = await shell(settings(await collectorWith('leaf.pem', 'leaf.key')))('devices', 'list')
    expect([code, errors]).toEqual([1, expect.stringContaining(
      'closed the connection (socket hang up): if the collector has a certificate, set MIMAMORI_TLS_CERT and MIMAMORI_TLS_KEY to its values'
    ) as string])
  })

  test.each([
    ['by http', undefined], ['by https', 'leaf.pem']
  ])('says that nobody answers, and only then that no collector runs, %s', async (_, certificate) => {
    const server = createServer()
    const port = await listen(server)
    await new Promise((resolve) => { server.close(resolve) })
    expect(await shell(settings(port, certificate))('devices', 'list')).toMatchObject({
      code: 1, errors: expect.stringContaining('no collector answers at http') as string
    })
    const elsewhere = { ...settings(port, certificate), MIMAMORI_LISTEN: '255.255.255.255:1', MIMAMORI_ALLOW_HTTP: 'yes' }
    expect(await shell(elsewhere)('devices', 'list')).toMatchObject({
      code: 1, errors: expect.stringMatching(/^mimamori: https?:\/\/255\.255\.255\.255:1 cannot be reached: connect E/) as string
    })
  })

  test('says of an answer that ends in the middle that it broke off', async () => {
    const port = await listen(createHttpServer((_request, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('{"devices":', () => { response.destroy() })
    }))
    expect(await shell(settings(port))('devices', 'list')).toMatchObject({
      code: 1, errors: expect.stringContaining('closed the connection (aborted)') as string
    })
  })

  test('says of a file without a certificate that it holds none', async () => {
    expect(await shell(settings(1, 'leaf.key'))('devices', 'list')).toMatchObject({
      code: 1, errors: `mimamori: MIMAMORI_TLS_CERT: ${file('leaf.key')} contains no certificate (PEM)`
    })
  })
})
