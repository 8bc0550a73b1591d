import { hostname, networkInterfaces } from 'node:os'
import { isLoopback, withoutBrackets } from '@mimamori/program/listen-address'

/** Whether a host, as in a URL, is one of the names and addresses that this machine knows itself by. */
export const isThisMachine = (host: string): boolean => {
  const plain = withoutBrackets(host)
  return isLoopback(plain) || plain === hostname() || Object.values(networkInterfaces()).flat().some((network) => network?.address === plain)
}
