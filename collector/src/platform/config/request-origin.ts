import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { hostname } from 'node:os'
import { withoutBrackets } from '@mimamori/program/listen-address'
import { httpsFiles, type HttpsSettings } from './https-files.ts'
import type { Config } from './settings.ts'

export type Reached = Pick<Config, 'publicUrl' | 'listen'> & HttpsSettings

/** The name of this machine, and how names are looked up here (resolv.conf(5)). */
interface Naming {
  readonly hostname: string
  readonly resolverFile: string
}
const localNaming = (): Naming => ({ hostname: hostname(), resolverFile: '/etc/resolv.conf' })

/** The domains that the resolver appends to a name without one. */
const searchDomains = (file: string): string[] => {
  try {
    const lines = [...readFileSync(file, 'utf8').matchAll(/^(?:search|domain)[ \t]+(.*)$/gm)]
    return lines.flatMap(([, domains = '']) => domains.trim().toLowerCase().split(/\s+/))
  } catch {
    return []
  }
}

/** Names that lead to this machine by its own network alone: `pi-server`, `pi-server.local`, and what the resolver makes of the first. */
const machineNames = ({ hostname, resolverFile }: Naming = localNaming()): readonly string[] => {
  const full = hostname.toLowerCase()
  const [first = full] = full.split('.')
  return [first, full, `${first}.local`, ...searchDomains(resolverFile).map((domain) => `${first}.${domain}`)]
}

/** A foreign page would need a certificate for its own name, and is shown this one. */
const isInCertificate = (file: string | undefined, name: string): boolean => {
  if (file === undefined) return false
  try {
    return new X509Certificate(readFileSync(file)).checkHost(name, { subject: 'never' }) !== undefined
  } catch {
    return false
  }
}

/** By the port of an address: a request that came by https has the port for https in its header Host, unless that is the usual one. */
const schemeAt = ({ tlsCert, httpsListen }: Reached, address: string): string => {
  const port = Number(/:(\d+)$/.exec(address)?.[1] ?? 443)
  return tlsCert !== undefined || port === httpsListen?.port ? 'https' : 'http'
}

export const listenOrigin = (config: Reached, address: string): string => `${schemeAt(config, address)}://${address}`

/**
 * The origin that the header Host of a request names, if its name is known to be ours; undefined for any other, which may be that of a
 * foreign page whose name was made to lead here (DNS rebinding). No such page has an address or `localhost` for its name.
 */
export const requestOrigin = (config: Reached, host: string, naming?: Naming): string | undefined => {
  const url = URL.parse(listenOrigin(config, host))
  if (url === null) return undefined
  const name = withoutBrackets(url.hostname).replace(/\.$/, '')
  if (isIP(name) !== 0 || name === 'localhost' || name === config.listen.host.toLowerCase()) return url.origin
  if (config.publicUrl !== undefined && url.hostname === new URL(config.publicUrl).hostname) return config.publicUrl
  const isOwn = machineNames(naming).includes(name) || isInCertificate(httpsFiles(config)?.certificate, name)
  return isOwn ? url.origin : undefined
}
