import {
  hostOutcomes, nextHostState, waitingHost, type HostCounts, type HostFinished, type HostItem, type HostOutcome, type HostState
} from '@mimamori/contract'

export interface HostStates {
  /** Applies an item. True if it changed the state of its host. */
  take (item: HostItem): boolean
  of (host: string): HostState
  /** The states of all hosts, in the order of the plan. */
  all (): HostState[]
}

/** The states of a run's hosts, from their items. Items of other hosts are ignored. */
export const createHostStates = (hosts: readonly string[]): HostStates => {
  const states = new Map(hosts.map((host) => [host, waitingHost(host)]))
  const of = (host: string): HostState => states.get(host) ?? waitingHost(host)
  return {
    take (item) {
      const next = states.has(item.host) ? nextHostState(of(item.host), item) : undefined
      if (next) states.set(item.host, next)
      return next !== undefined
    },
    of,
    all: () => [...states.values()]
  }
}

/** The result of a host's latest attempt, once there is one. */
export const resultOf = (hostState: HostState): HostFinished | undefined => {
  if (hostState.state !== 'finished') return undefined
  const result: HostFinished & { startedAt?: string } = { ...hostState }
  delete result.startedAt
  return result
}

/** The outcome of a host's latest attempt, once there is one. */
export const outcomeOf = (hostState: HostState): HostOutcome | undefined => hostState.state === 'finished' ? hostState.outcome : undefined

/** The state of a host in one word: its outcome, once it has one. */
export const stateNameOf = (hostState: HostState | HostFinished): Exclude<keyof HostCounts, 'total'> =>
  hostState.state === 'finished' ? hostState.outcome : hostState.state

/** The number of hosts in each state. */
export const countHosts = (hosts: readonly (HostState | HostFinished)[]): HostCounts => {
  const counts = Object.fromEntries([
    'total', 'waiting', 'under_way', ...hostOutcomes
  ].map((name) => [name, 0])) as Record<keyof HostCounts, number>
  for (const one of hosts) {
    counts[stateNameOf(one)] += 1
    counts.total += 1
  }
  return counts
}
