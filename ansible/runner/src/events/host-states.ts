import { hostOutcomes, overrules, type HostFinished, type HostItem, type HostOutcome } from '@mimamori/contract'

/** Where one host of a run is. */
export interface HostState {
  readonly host: string
  readonly state: 'waiting' | 'under_way' | 'finished'
  /** 0 while it waits for its first. */
  readonly attempt: number
  /** When this attempt was first heard of. */
  readonly startedAt?: string
  readonly step?: string
  /** The outcome of this attempt, once there is one. */
  readonly result?: HostFinished
}

export interface HostStates {
  /** Takes an item in. True where it changed anything: a higher attempt takes the place of a lower; of one attempt, the contract says which outcome stands. */
  take (item: HostItem): boolean
  of (host: string): HostState
  /** Of every host, in the order of the plan. */
  all (): HostState[]
}

const next = (before: HostState, item: HostItem): HostState | undefined => {
  if (item.attempt < before.attempt) return undefined
  const isNew = item.attempt > before.attempt
  if (!isNew && before.result && !(item.state === 'finished' && overrules(item, before.result))) return undefined
  const { host, attempt } = item
  const startedAt = isNew ? item.at : before.startedAt ?? item.at
  if (item.state === 'finished') return { host, state: 'finished', attempt, startedAt, result: item }
  if (!isNew && before.step === item.step) return undefined
  return { host, state: 'under_way', attempt, startedAt, ...item.step !== undefined && { step: item.step } }
}

/** The states of a run's hosts, kept from items as they come. Items of hosts that are not the run's are ignored. */
export const createHostStates = (hosts: readonly string[]): HostStates => {
  const hostStates = new Map<string, HostState>(hosts.map((host) => [host, { host, state: 'waiting', attempt: 0 }]))
  return {
    take (item) {
      const before = hostStates.get(item.host)
      const after = before && next(before, item)
      if (after) hostStates.set(item.host, after)
      return after !== undefined
    },
    of: (host) => hostStates.get(host) ?? { host, state: 'waiting', attempt: 0 },
    all: () => [...hostStates.values()]
  }
}

/** How many hosts are where. */
export type Counts = Readonly<Record<HostOutcome | 'waiting' | 'under_way' | 'total', number>>

export const countHosts = (hostStates: readonly HostState[]): Counts => {
  const counts: Record<string, number> = Object.fromEntries(['total', 'waiting', 'under_way', ...hostOutcomes].map((name) => [name, 0]))
  for (const { state, result } of hostStates) {
    const place = state === 'finished' && result ? result.outcome : state
    counts[place] = (counts[place] ?? 0) + 1
    counts.total = (counts.total ?? 0) + 1
  }
  return counts as Counts
}
