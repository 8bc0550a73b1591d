import { lookup } from 'node:dns/promises'

/** The IP addresses of a host name or an IP address; empty if the server does not know the name. */
export const resolveAddress = async (address: string): Promise<readonly string[]> =>
  (await lookup(address, { all: true }).catch(() => [])).map((found) => found.address)
