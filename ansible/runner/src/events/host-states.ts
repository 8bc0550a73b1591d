import { hostOutcomes, nextHostState, type HostCounts, type HostFinished, type HostItem, type HostState as HeardState } from '@mimamori/contract'

/** Where one host of a run is, whether or not anything was heard of it. */
export interface HostState {
  readonly host: string
  readonly state: 'waiting' | 'under_way' | 'finished'
  /** 0 while it waits for its first. */
  readonly attempt: number
  /** When this attempt began. */
  readonly startedAt?: string
  readonly step?: string
  /** The outcome of this attempt, once there is one. */
  readonly result?: HostFinished
}

export interface HostStates {
  /** Takes an item in. True where it changed anything, as the contract says. */
  take (item: HostItem): boolean
  of (host: string): HostState
  /** Of every host, in the order of the plan. */
  all (): HostState[]
}

const shown = (host: string, heard: HeardState | undefined): HostState => {
  if (!heard) return { host, state: 'waiting', attempt: 0 }
  const { startedAt, ...item } = heard
  const { state, attempt } = item
  return { host, state, attempt, startedAt, ...item.state === 'finished' ? { result: item } : item.step !== undefined && { step: item.step } }
}

/** The states of a run's hosts, kept from items as they come. Items of hosts that are not the run's are ignored. */
export const createHostStates = (hosts: readonly string[]): HostStates => {
  const heard = new Map<string, HeardState | undefined>(hosts.map((host) => [host, undefined]))
  return {
    take (item) {
      const next = heard.has(item.host) ? nextHostState(heard.get(item.host), item) : undefined
      if (next) heard.set(item.host, next)
      return next !== undefined
    },
    of: (host) => shown(host, heard.get(host)),
    all: () => [...heard].map(([host, state]) => shown(host, state))
  }
}

/** How many hosts are where. */
export const countHosts = (hostStates: readonly HostState[]): HostCounts => {
  const counts: Record<string, number> = Object.fromEntries(['total', 'waiting', 'under_way', ...hostOutcomes].map((name) => [name, 0]))
  for (const { state, result } of hostStates) {
    const place = state === 'finished' && result ? result.outcome : state
    counts[place] = (counts[place] ?? 0) + 1
    counts.total = (counts.total ?? 0) + 1
  }
  return counts as HostCounts
}
