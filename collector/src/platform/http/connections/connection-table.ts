import { networkOf } from './peer-address.ts'

/** The part of a socket that is used here. */
export interface Connection {
  destroy (): unknown
}

export interface ConnectionLimits {
  /** Limits for connections without a valid key or token, in all and per address. A whole site may share an address. */
  readonly strangers: number
  readonly strangersByAddress: number
  readonly byDevice: number
  /** A Prometheus has one for each device that it scrapes. */
  readonly byOperator: number
}

const defaultConnectionLimits: ConnectionLimits = { strangers: 4096, strangersByAddress: 1024, byDevice: 16, byOperator: 2048 }

/**
 * The open connections by key or address, which bounds the number of each. The oldest are closed for new ones: a client with a key shows
 * it at once, so idle strangers are the oldest. Each group is in the order in which its connections were last used.
 */
export const createConnectionTable = (limits = defaultConnectionLimits) => {
  const groups = new Map<string, Set<Connection>>()
  const groupsOf = new Map<Connection, readonly string[]>()

  const close = (connection: Connection): void => {
    for (const name of groupsOf.get(connection) ?? []) {
      const group = groups.get(name)
      group?.delete(connection)
      if (group?.size === 0) groups.delete(name)
    }
    groupsOf.delete(connection)
  }
  const join = (connection: Connection, joined: readonly (readonly [group: string, most: number])[]): void => {
    close(connection)
    groupsOf.set(connection, joined.map(([name]) => name))
    for (const [name, most] of joined) {
      const group = groups.get(name) ?? new Set()
      groups.set(name, group.add(connection))
      if (group.size <= most) continue
      const [oldest] = group
      close(oldest!)
      oldest!.destroy()
    }
  }
  return {
    opened: (connection: Connection, address: string): void => {
      join(connection, [[`address ${networkOf(address)}`, limits.strangersByAddress], ['strangers', limits.strangers]])
    },
    /** A valid key or token came on it. */
    shown: (connection: Connection, { device, operator }: { readonly device?: string, readonly operator?: string }): void => {
      const name = device !== undefined ? `device ${device}` : `operator ${operator}`
      const [group] = groupsOf.get(connection) ?? []
      // It may have been closed since.
      if (group === undefined) return
      if (group !== name) return join(connection, [[name, device !== undefined ? limits.byDevice : limits.byOperator]])
      const members = groups.get(name)!
      members.delete(connection)
      members.add(connection)
    },
    closed: close,
    get size () { return groupsOf.size }
  }
}
