import { networkInterfaces } from 'node:os'
import { formatAddress, isLoopback, withoutBrackets } from '@mimamori/program/listen-address'
import { listenOrigin, requestOrigin, type Reached } from './request-origin.ts'

/**
 * `http://127.0.0.1:8080`: where browsers reach the collector. `host` is the Host header of the request at hand, which counts if it is
 * known to be ours.
 */
export const publicOrigin = (config: Reached, host = ''): string =>
  config.publicUrl ?? requestOrigin(config, host) ?? listenOrigin(config, formatAddress(config.listen))

const isWildcard = (host: string): boolean => host === '0.0.0.0' || host === '::'

/** The first IPv4 address under which other machines reach this one. */
export const lanAddress = (): string | undefined =>
  Object.values(networkInterfaces())
    .flat()
    .find((network) => network !== undefined && network.family === 'IPv4' && !network.internal && !network.address.startsWith('169.254.'))
    ?.address

/** The address at which other machines reach the collector: that for https once http is for this machine alone. */
const openListen = ({ listen, httpsListen }: Reached): Reached['listen'] =>
  httpsListen !== undefined && isLoopback(listen.host) ? httpsListen : listen

/** Whether `HOST:PORT` or an origin leads only to the machine on which it is opened. */
const leadsNowhereElse = (place: string): boolean => isLoopback(withoutBrackets(place.replace(/^https?:\/\//, '').replace(/:\d+$/, '')))

/**
 * The origin for a link that a person opens, maybe on another computer. `host` is the Host header of the request for the link: on the
 * server itself, or through a tunnel, that is loopback, which is no use elsewhere where the collector listens on other addresses.
 */
export const linkOrigin = (config: Reached, host = ''): string => {
  const asked = requestOrigin(config, host)
  if (asked !== undefined && !leadsNowhereElse(asked)) return config.publicUrl ?? asked
  const { host: listensAt, port } = openListen(config)
  const address = isWildcard(listensAt) ? lanAddress() : listensAt
  return publicOrigin(config, address === undefined || isLoopback(address) ? host : formatAddress({ host: address, port }))
}

/** The origin for another machine; undefined where none but this one reaches the collector. */
export const lanOrigin = (config: Reached, host?: string): string | undefined => {
  const origin = linkOrigin(config, host)
  return leadsNowhereElse(origin) ? undefined : origin
}
