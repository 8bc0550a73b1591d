/** The address at which a server listens; without a host, on every address of the machine. */
export interface ListenAddress {
  readonly host?: string
  readonly port: number
}

/** Reads `HOST:PORT`, `[IPV6]:PORT` or `:PORT`; undefined for anything else. */
export const parseListenAddress = (text: string): ListenAddress | undefined => {
  const match = /^(?:\[(?<ipv6>[\da-fA-F:.%]+)\]|(?<name>[\w.-]*)):(?<port>\d{1,5})$/.exec(text)
  const port = Number(match?.groups?.['port'])
  if (match === null || port > 65535) return undefined
  const host = match.groups?.['ipv6'] ?? match.groups?.['name'] ?? ''
  return host === '' ? { port } : { host, port }
}

/** The address as text again, for a person to read. */
export const formatAddress = ({ host, port }: ListenAddress): string =>
  `${host === undefined ? '' : host.includes(':') ? `[${host}]` : host}:${port}`

/** The host of a URL as an address: an IPv6 one without its brackets. */
export const withoutBrackets = (hostname: string): string => hostname.replace(/^\[|\]$/g, '')

/** Whether an address can be reached from this machine alone. */
export const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
