import type { HostStatus } from './update-rows.ts'
import type { ExplainedOutcome } from './updates.ts'

/** The results of a run’s hosts. */
export interface Proof {
  readonly total: number
  /** How many hosts have neither been updated nor found up to date. */
  readonly withoutSuccess: number
  /** The first of them, by name. */
  readonly examples: readonly { readonly host: string, readonly status: HostStatus }[]
}

/** How many hosts the message names. */
export const namedHosts = 10

const statusWords: Readonly<Partial<Record<HostStatus, string>>> = {
  waiting: 'no result',
  under_way: 'no result',
  rolled_back: 'rolled back'
}

const doubt = ({ total, withoutSuccess, examples }: Proof): string | undefined => {
  if (total === 0) return 'the run had no hosts'
  if (withoutSuccess === 0) return undefined
  const names = examples.slice(0, namedHosts).map(({ host, status }) => `${host} (${statusWords[status] ?? status})`).join(', ')
  const more = withoutSuccess > namedHosts ? ` and ${withoutSuccess - namedHosts} more` : ''
  return `${withoutSuccess} of ${total} hosts have not succeeded: ${names}${more}`
}

/** The outcome of a run: a success only if it has hosts and each of them has proved its own. */
export const evaluateOutcome = (stated: ExplainedOutcome, proof: Proof): ExplainedOutcome => {
  const problem = stated.outcome === 'succeeded' ? doubt(proof) : undefined
  if (problem === undefined) return stated
  return { outcome: 'failed', message: `reported as succeeded, but ${problem}${stated.message ? ` (${stated.message})` : ''}` }
}
