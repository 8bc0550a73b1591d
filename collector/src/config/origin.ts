import { networkInterfaces } from 'node:os'
import { formatAddress, isLoopback } from '@mimamori/program/listen-address'
import type { Config } from './settings.ts'

/** `http://127.0.0.1:8080`: where browsers reach the collector. `host` is the Host header of the request at hand, if there is one. */
export const publicOrigin = (config: Pick<Config, 'publicUrl' | 'listen' | 'tlsCert'>, host?: string): string => {
  if (config.publicUrl !== undefined) return config.publicUrl
  const { host: address, port } = config.listen
  const ownHost = formatAddress({ host: address, port })
  return `${config.tlsCert === undefined ? 'http' : 'https'}://${host ?? ownHost}`
}

const isWildcard = (host: string): boolean => host === '0.0.0.0' || host === '::'

/** The first IPv4 address under which other machines reach this one. */
const lanAddress = (): string | undefined =>
  Object.values(networkInterfaces()).flat().find((network) => network !== undefined && network.family === 'IPv4' && !network.internal && !network.address.startsWith('169.254.'))?.address

/**
 * The origin for a link that a person opens, maybe on another computer. `host` is the Host header of the request for the
 * link: on the server itself that is loopback, which is no use elsewhere where the collector listens on all addresses.
 */
export const linkOrigin = (config: Pick<Config, 'publicUrl' | 'listen' | 'tlsCert'>, host?: string): string => {
  const lan = isWildcard(config.listen.host) && isLoopback(host?.replace(/:\d+$/, '') ?? '127.0.0.1') ? lanAddress() : undefined
  return publicOrigin(config, lan === undefined ? host : `${lan}:${config.listen.port}`)
}
