import type { RunHost } from '@mimamori/contract'
import { mentionsAll, searchWords } from '@mimamori/contract/device-list'
import { stepName } from '@mimamori/contract/step-name'
import { hostCondition, hostConditions, type HostCondition } from './run-condition.ts'

/** Selects hosts of a run; undefined: all. */
export interface HostFilter {
  readonly condition: HostCondition | undefined
  readonly text: string
}

/** The filter as the address has it. */
export const hostFilterOf = (query: URLSearchParams): HostFilter =>
  ({ condition: hostConditions.find((condition) => condition === query.get('state')), text: query.get('q') ?? '' })

const names = new Intl.Collator(undefined, { numeric: true })

/** The selected hosts, the worst first and then by name. */
export const chooseHosts = (
  hosts: readonly RunHost[],
  { condition, text }: HostFilter,
  { ended, stateWords }: { readonly ended: boolean, readonly stateWords: (condition: HostCondition) => string }
): readonly RunHost[] => {
  const sought = searchWords(text)
  return hosts
    .map((host) => ({ host, is: hostCondition(host, { ended }) }))
    .filter(({ host, is }) => (condition === undefined || is === condition) &&
      mentionsAll(
        [host.host, host.step === null ? null : stepName(host.step), host.message, host.fromRevision, host.toRevision, stateWords(is)],
        sought
      ))
    .sort((a, b) => hostConditions.indexOf(a.is) - hostConditions.indexOf(b.is) || names.compare(a.host.host, b.host.host))
    .map(({ host }) => host)
}
