import { existsSync, readFileSync } from 'node:fs'
import { replaceFileSync } from '@mimamori/program/durable-file'
import type { CliText } from '../text/cli-text.ts'
import type { Name } from './names.ts'
import { generateKey, openssl, validFrom } from './openssl.ts'
import type { HttpsPaths } from './paths.ts'

/** The last second that a two-digit year can name (RFC 5280, section 4.1.2.5.1). */
const validUntil = '20491231235959Z'

/** Private addresses (RFC 1918, RFC 4193), loopback and link-local ones. */
const addresses = [
  '127.0.0.0/255.0.0.0', '10.0.0.0/255.0.0.0', '172.16.0.0/255.240.0.0', '192.168.0.0/255.255.0.0', '169.254.0.0/255.255.0.0',
  '::1/ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'fc00::/fe00::', 'fe80::/ffc0::'
]
/** Names that the internet never gives to anybody (RFC 6762, RFC 8375, ICANN's `internal`), and `lan`, which it has not given. */
const domains = ['localhost', 'local', 'lan', 'internal', 'home.arpa']

const constraints = (names: readonly Name[]): string => [
  ...addresses.map((address) => `permitted;IP:${address}`),
  ...[...domains.map((domain) => `DNS:${domain}`), ...names.filter((name) => name.startsWith('DNS:'))].map((name) => `permitted;${name}`),
  ...names.filter((name) => name.startsWith('IP:') && !name.includes(':', 3)).map((name) => `permitted;${name}/255.255.255.255`)
].join(',')

/** Makes the authority of this server, for these names, unless it is there: who trusts it trusts each later certificate. */
export const ensureAuthority = async (paths: HttpsPaths, names: readonly Name[], text: CliText): Promise<void> => {
  if (existsSync(paths.authority) && existsSync(paths.authorityKey)) return
  const key = await generateKey(text)
  replaceFileSync(paths.authorityKey, `${key}\n`, { mode: 0o600 })
  const certificate = await openssl(text, [
    'req', '-x509', '-new', '-key', paths.authorityKey, '-subj', '/CN=Mimamori',
    '-addext', 'basicConstraints=critical,CA:TRUE,pathlen:0', '-addext', 'keyUsage=critical,keyCertSign,cRLSign',
    '-addext', `nameConstraints=critical,${constraints(names)}`, '-not_before', validFrom, '-not_after', validUntil
  ])
  replaceFileSync(paths.authority, `${certificate}\n`, { mode: 0o644 })
}

/** Names of hosts that an authority may sign for, with all below them; it may sign for any if it has no constraints. */
export const permits = (authorityText: string, name: Name): boolean => {
  const permitted = [...authorityText.matchAll(/^\s*DNS:(\S+)$/gm)].map(([, domain]) => domain!.toLowerCase())
  const host = name.slice('DNS:'.length)
  return name.startsWith('IP:') || permitted.length === 0 || permitted.some((domain) => host === domain || host.endsWith(`.${domain}`))
}

/** The name constraints of the authority, as openssl shows them. */
export const constraintsOf = (paths: HttpsPaths, text: CliText): Promise<string> =>
  openssl(text, ['x509', '-noout', '-ext', 'nameConstraints'], readFileSync(paths.authority, 'utf8'))
