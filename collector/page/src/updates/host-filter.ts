import type { RunHost } from '@mimamori/contract'
import { hostCondition, hostConditions, type HostCondition } from './run-condition.ts'

/** What is chosen of a run's hosts; undefined: all. */
export interface HostFilter {
  readonly condition: HostCondition | undefined
  readonly text: string
}

/** The filter as the address has it. */
export const hostFilterOf = (query: URLSearchParams): HostFilter =>
  ({ condition: hostConditions.find((condition) => condition === query.get('state')), text: query.get('q') ?? '' })

const names = new Intl.Collator(undefined, { numeric: true })

const mentions = ({ host, step, message, fromRevision, toRevision }: RunHost, sought: readonly string[]): boolean => {
  const known = [host, step, message, fromRevision, toRevision].filter(Boolean).join('\n').toLowerCase()
  return sought.every((word) => known.includes(word))
}

/** The hosts that are asked for, the worst first and then by name. */
export const chooseHosts = (hosts: readonly RunHost[], { condition, text }: HostFilter, { ended }: { readonly ended: boolean }): readonly RunHost[] => {
  const sought = text.toLowerCase().split(/\s+/).filter(Boolean)
  return hosts
    .map((host) => ({ host, is: hostCondition(host, { ended }) }))
    .filter(({ host, is }) => (condition === undefined || is === condition) && mentions(host, sought))
    .sort((a, b) => hostConditions.indexOf(a.is) - hostConditions.indexOf(b.is) || names.compare(a.host.host, b.host.host))
    .map(({ host }) => host)
}
