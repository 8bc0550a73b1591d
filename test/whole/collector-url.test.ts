import { describe, expect, test } from 'vitest'
import { collectorUrl } from '../../scripts/start/collector-url.ts'
import { startText } from '../../scripts/start/text.ts'
import { loadConfig } from '../../collector/src/platform/config/load-config.ts'
import { opensslIsMissing, selfSigned } from '../../collector/test/self-signed.ts'
import { lanAddress } from '../lan-address.ts'

const urlWith = async (names: string, env: Readonly<Record<string, string>>): Promise<string> => {
  const { certFile, keyFile } = selfSigned(undefined, { names })
  const config = loadConfig({ MIMAMORI_LISTEN: '0.0.0.0:18480', MIMAMORI_TLS_CERT: certFile, MIMAMORI_TLS_KEY: keyFile, ...env })
  return (await collectorUrl(config, startText('en'))).origin
}

test.each([
  ['127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ['0.0.0.0:8080', 'http://127.0.0.1:8080'],
  ['[::]:8080', 'http://[::1]:8080'],
  ['localhost:8080', 'http://localhost:8080']
])('without https the parts on this machine reach a collector at %s by %s', async (listen, origin) => {
  expect((await collectorUrl(loadConfig({ MIMAMORI_LISTEN: listen, MIMAMORI_ALLOW_HTTP: 'yes' }), startText('en'))).origin).toBe(origin)
})

describe.skipIf(opensslIsMissing)('with https the parts on this machine reach the collector', () => {
  test('at loopback where its certificate is for that', async () => {
    expect(await urlWith('DNS:mimamori.invalid,IP:127.0.0.1', {})).toBe('https://127.0.0.1:18480')
    expect(await urlWith('IP:::1', { MIMAMORI_LISTEN: '[::]:18480' })).toBe('https://[::1]:18480')
  })

  test('by a name in the certificate that leads to this machine', async () => {
    expect(await urlWith('DNS:mimamori.invalid,DNS:localhost', {})).toBe('https://localhost:18480')
    expect(await urlWith('DNS:localhost', { MIMAMORI_LISTEN: '127.0.0.1:18480' })).toBe('https://localhost:18480')
  })

  test.skipIf(lanAddress === undefined)(
    'at an address of this machine that the certificate is for, where the collector listens there',
    async () => {
      const names = `DNS:mimamori.invalid,IP:${lanAddress}`
      expect(await urlWith(names, {})).toBe(`https://${lanAddress}:18480`)
      expect(await urlWith(names, { MIMAMORI_LISTEN: `${lanAddress}:18480` })).toBe(`https://${lanAddress}:18480`)
      await expect(urlWith(names, { MIMAMORI_LISTEN: '127.0.0.1:18480' })).rejects.toThrow('MIMAMORI_TLS_CERT')
    }
  )

  test('in no way where no name in the certificate leads here: then it says which there are, what is needed and how to make one', async () => {
    const other = urlWith('IP:192.0.2.77,DNS:mimamori.invalid', { MIMAMORI_PUBLIC_URL: 'https://mimamori.invalid' })
    await expect(other).rejects.toMatchObject({ name: 'StartProblem', exitCode: 2 })
    await expect(other).rejects.toThrow(
      'which is valid for IP:192.0.2.77,DNS:mimamori.invalid: the agent and Prometheus on this machine would not trust it'
    )
    await expect(other).rejects.toThrow('“127.0.0.1 NAME” in /etc/hosts')
    await expect(other).rejects.toThrow('-addext subjectAltName=IP:192.0.2.77,DNS:mimamori.invalid,IP:127.0.0.1 ')
  })

  test('in no way where it has a common name alone, which Prometheus does not read', async () => {
    await expect(urlWith('', {})).rejects.toThrow('which is valid for no name at all (subjectAltName)')
  })
})
