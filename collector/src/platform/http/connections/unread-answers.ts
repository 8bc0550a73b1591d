import type { Connection } from './connection-table.ts'
import { networkOf } from './peer-address.ts'

export interface UnreadLimits {
  /** Bytes of answers that were not yet read, per address and in all. A whole site may share an address. */
  readonly byAddress: number
  readonly inAll: number
}

const defaultLimits: UnreadLimits = { byAddress: 8 * 1024 * 1024, inAll: 32 * 1024 * 1024 }

/**
 * The unread answers of connections without a key or token, which stay in memory until they are read. If they are too many, the
 * connection that has read nothing for the longest time is closed.
 */
export const createUnreadAnswers = (limits = defaultLimits) => {
  /** In the order in which they last read an answer, or began to get one. */
  const connections = new Map<Connection, { readonly network: string, bytes: number }>()
  const byNetwork = new Map<string, number>()
  let inAll = 0

  const count = (network: string, bytes: number): void => {
    inAll += bytes
    const unread = (byNetwork.get(network) ?? 0) + bytes
    if (unread === 0) byNetwork.delete(network)
    else byNetwork.set(network, unread)
  }
  const closed = (connection: Connection): void => {
    const { network, bytes } = connections.get(connection) ?? {}
    if (network === undefined) return
    connections.delete(connection)
    count(network, -bytes!)
  }
  const end = (connection: Connection): void => {
    closed(connection)
    connection.destroy()
  }

  return {
    sent (connection: Connection, address: string, bytes: number): void {
      const network = networkOf(address)
      const entry = connections.get(connection) ?? { network, bytes: 0 }
      entry.bytes += bytes
      connections.set(connection, entry)
      count(network, bytes)
      while (byNetwork.get(network)! > limits.byAddress) end(connections.entries().find(([, each]) => each.network === network)![0])
      while (inAll > limits.inAll) end(connections.keys().next().value!)
    },
    /** An answer of this length has left. */
    read (connection: Connection, bytes: number): void {
      const entry = connections.get(connection)
      if (entry === undefined) return
      closed(connection)
      if (entry.bytes <= bytes) return
      entry.bytes -= bytes
      connections.set(connection, entry)
      count(entry.network, entry.bytes)
    },
    closed,
    get bytes () { return inAll }
  }
}
