import { lookup as resolveName } from 'node:dns/promises'
import { setTimeout as after } from 'node:timers/promises'
import { isAllowedHost } from '@mimamori/contract'
import { withoutBrackets } from '@mimamori/program/listen-address'

/** As in a URL: brackets around an IPv6 address, which is written in its shortest form. */
const asHostname = (address: string): string => new URL(`http://${address.includes(':') ? `[${address}]` : address}`).hostname

/** Whether an IP address is one that messages may be sent to. */
export const isAllowedAddress = (address: string): boolean => isAllowedHost(asHostname(address))

/** The addresses of a host name. */
type Resolve = (hostname: string) => Promise<readonly string[]>

const resolveAll: Resolve = async (hostname) => (await resolveName(hostname, { all: true })).map(({ address }) => address)

/** Saving a receiver waits no longer than this for a name server that is not there. */
const timeoutMs = 3000

/**
 * Whether any address of this host is one that nothing may be sent to: Alertmanager, which resolves the name itself, may take any of them.
 * False if the name cannot be resolved now. `hostname`: a name or an IP address, in brackets or not.
 */
export const leadsToLinkLocal = async (hostname: string, resolve: Resolve = resolveAll): Promise<boolean> => {
  const addresses = await Promise.race([resolve(withoutBrackets(hostname)), after(timeoutMs, [], { ref: false })]).catch(() => [])
  return addresses.some((address) => !isAllowedAddress(address))
}
