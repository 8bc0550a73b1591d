import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { hostname, networkInterfaces } from 'node:os'

/** `DNS:pi-server` or `IP:192.168.10.2`, as openssl takes the names of a certificate. */
export type Name = `DNS:${string}` | `IP:${string}`

/** A host name (RFC 1123) or an address; undefined for anything else. */
export const parseName = (written: string): Name | undefined => {
  if (isIP(written) !== 0) return `IP:${written}`
  return written.length <= 253 && /^(?!-)[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63})*$/i.test(written) ? `DNS:${written.toLowerCase()}` : undefined
}

/** The domains that the resolver appends to a name without one (resolv.conf(5)). */
const searchDomains = (): readonly string[] => {
  try {
    const lines = [...readFileSync('/etc/resolv.conf', 'utf8').matchAll(/^(?:search|domain)[ \t]+(.*)$/gm)]
    return lines.flatMap(([, domains = '']) => domains.trim().split(/\s+/))
  } catch {
    return []
  }
}

/** The names and IPv4 addresses by which others, and this server itself, reach it. */
export const localNames = (): readonly Name[] => {
  const full = hostname()
  const [first = full] = full.split('.')
  const addresses = Object.values(networkInterfaces()).flat()
    .filter((network) => network !== undefined && network.family === 'IPv4' && !network.address.startsWith('169.254.'))
  const written = [
    'localhost', '127.0.0.1', '::1', first, full, `${first}.local`, ...searchDomains().map((domain) => `${first}.${domain}`),
    ...addresses.map((network) => network!.address)
  ]
  return [...new Set(written.flatMap((name) => parseName(name) ?? []))]
}
