import { updateHosts, type HostItem } from '@mimamori/contract'

/** A line of events.jsonl as the contract's item; undefined if it is none. */
export const readHostItem = (line: unknown): HostItem | undefined => updateHosts.safeParse({ hosts: [line] }).data?.hosts[0]
