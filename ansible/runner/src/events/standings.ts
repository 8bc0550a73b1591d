import { hostOutcomes, overrules, type HostFinished, type HostItem, type HostOutcome } from '@mimamori/contract'

/** How one host of a run stands. */
export interface Standing {
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

export interface Standings {
  /** Takes an item in. True where it changed anything: a higher attempt takes the place of a lower; of one attempt, the contract says which outcome stands. */
  take (item: HostItem): boolean
  of (host: string): Standing
  /** Of every host, in the order of the plan. */
  all (): Standing[]
}

const next = (before: Standing, item: HostItem): Standing | undefined => {
  if (item.attempt < before.attempt) return undefined
  const isNew = item.attempt > before.attempt
  if (!isNew && before.result && !(item.state === 'finished' && overrules(item, before.result))) return undefined
  const { host, attempt } = item
  const startedAt = isNew ? item.at : before.startedAt ?? item.at
  if (item.state === 'finished') return { host, state: 'finished', attempt, startedAt, result: item }
  if (!isNew && before.step === item.step) return undefined
  return { host, state: 'under_way', attempt, startedAt, ...item.step !== undefined && { step: item.step } }
}

/** The standings of a run's hosts, kept from items as they come. Items of hosts that are not the run's are ignored. */
export const createStandings = (hosts: readonly string[]): Standings => {
  const standings = new Map<string, Standing>(hosts.map((host) => [host, { host, state: 'waiting', attempt: 0 }]))
  return {
    take (item) {
      const before = standings.get(item.host)
      const after = before && next(before, item)
      if (after) standings.set(item.host, after)
      return after !== undefined
    },
    of: (host) => standings.get(host) ?? { host, state: 'waiting', attempt: 0 },
    all: () => [...standings.values()]
  }
}

/** How many hosts are where. */
export type Counts = Readonly<Record<HostOutcome | 'waiting' | 'under_way' | 'total', number>>

export const countStandings = (standings: readonly Standing[]): Counts => {
  const counts: Record<string, number> = Object.fromEntries(['total', 'waiting', 'under_way', ...hostOutcomes].map((name) => [name, 0]))
  for (const { state, result } of standings) {
    const place = state === 'finished' && result ? result.outcome : state
    counts[place] = (counts[place] ?? 0) + 1
    counts.total = (counts.total ?? 0) + 1
  }
  return counts as Counts
}
