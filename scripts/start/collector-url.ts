import { X509Certificate } from 'node:crypto'
import { lookup } from 'node:dns/promises'
import { readFileSync } from 'node:fs'
import { isIP, isIPv4 } from 'node:net'
import { hostname, networkInterfaces } from 'node:os'
import { formatAddress } from '@mimamori/program/listen-address'
import type { Config } from '../../collector/src/platform/config/settings.ts'
import { StartProblem } from './problem.ts'
import type { StartText } from './text.ts'

type Listening = Pick<Config, 'listen' | 'tlsCert' | 'publicUrl'>

const urlOf = (scheme: 'http' | 'https', host: string, port: number): URL => new URL(`${scheme}://${formatAddress({ host, port })}`)

const loopbacks = ['127.0.0.1', '::1'] as const

/** Loopback first: all parts use it unless something prevents that. */
const localAddresses = (): string[] =>
  [...loopbacks, ...Object.values(networkInterfaces()).flat().flatMap(
    (network) => network === undefined || network.internal || network.address.startsWith('fe80:') ? [] : [network.address]
  )]

const addressesOf = async (name: string): Promise<string[]> => {
  try {
    return (await lookup(name, { all: true })).map(({ address }) => address)
  } catch {
    return []
  }
}

/** Addresses of this machine at which the collector will listen. */
const listenedAt = async (host: string): Promise<string[]> => {
  if (host === '::') return localAddresses()
  if (host === '0.0.0.0') return localAddresses().filter((address) => isIPv4(address))
  return addressesOf(host)
}

/** As agents and Prometheus check it: by the subjectAltName alone. */
const isFor = (certificate: X509Certificate, name: string): boolean =>
  (isIP(name) === 0 ? certificate.checkHost(name, { subject: 'never' }) : certificate.checkIP(name)) !== undefined

const dnsNames = (
  { subjectAltName = '' }: X509Certificate
): string[] => [...subjectAltName.matchAll(/(?<=^|, )DNS:([\w.-]+)(?=,|$)/g)].map(([, name = '']) => name)

/** Its names as openssl takes them: `DNS:mimamori.factory.lan,IP:192.168.10.2`. */
const inOpenssl = (
  { subjectAltName }: X509Certificate
): string | undefined => subjectAltName?.replaceAll('IP Address:', 'IP:').replaceAll(', ', ',')

/** Debian lets a machine's own name lead to 127.0.1.1; all of 127.0.0.0/8 is its own. */
const leadsTo = (addresses: readonly string[], listened: readonly string[], everywhere: boolean): boolean =>
  addresses.some((address) => listened.includes(address) || (everywhere && address.startsWith('127.')))

/**
 * How the other parts on this machine reach the collector: with https under a name or address that its certificate is for,
 * since they believe no other. @throws {StartProblem} if none of those leads here
 */
export const collectorUrl = async ({ listen: { host, port }, tlsCert, publicUrl }: Listening, text: StartText): Promise<URL> => {
  const listened = await listenedAt(host)
  const everywhere = host === '0.0.0.0' || host === '::'
  const usual = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host
  if (tlsCert === undefined) return urlOf('http', usual, port)
  const certificate = new X509Certificate(readFileSync(tlsCert))
  const names = [usual, ...listened, ...publicUrl === undefined ? [] : [new URL(publicUrl).hostname], ...dnsNames(certificate), hostname()]
  for (const name of names.filter((each) => isFor(certificate, each))) {
    if (leadsTo(await addressesOf(name), listened, everywhere)) return urlOf('https', name, port)
  }
  throw new StartProblem(text.certificateForOthers(tlsCert, inOpenssl(certificate), isIP(usual) === 0 ? loopbacks[0] : usual), 2)
}
