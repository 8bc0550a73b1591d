import type { HostOutcome, RunHost, RunOutcome, RunSummary } from '@mimamori/contract'
import { shellWord } from '../text/index.ts'

/** The condition of a host in a run, in one word; worst first. */
export const hostConditions = [
  'failed',
  'rolled_back',
  'no_result',
  'unreachable',
  'skipped',
  'under_way',
  'waiting',
  'updated',
  'unchanged'
] as const
export type HostCondition = HostOutcome | 'waiting' | 'under_way' | 'no_result'

export type RunCondition = RunOutcome | 'running'

/** A host that was left without an outcome by a run that has ended has no result, however far it had come. */
export const hostCondition = (
  { outcome, state }: Pick<RunHost, 'outcome' | 'state'>,
  { ended }: { readonly ended: boolean }
): HostCondition =>
  outcome ?? (ended ? 'no_result' : state === 'under_way' ? 'under_way' : 'waiting')

export const runCondition = ({ outcome }: Pick<RunSummary, 'outcome'>): RunCondition => outcome ?? 'running'

/** The number of hosts in each condition, worst first; conditions without hosts are left out. */
export const conditionCounts = (
  { counts, endedAt }: Pick<RunSummary, 'counts' | 'endedAt'>
): readonly (readonly [HostCondition, number])[] => {
  const ended = endedAt !== null
  const of: Readonly<Record<HostCondition, number>> = {
    ...counts,
    waiting: ended ? 0 : counts.waiting,
    under_way: ended ? 0 : counts.under_way,
    no_result: ended ? counts.waiting + counts.under_way : 0
  }
  return hostConditions.map((condition) => [condition, of[condition]] as const).filter(([, count]) => count > 0)
}

/** Whether there is something to repeat: a host that the run did not bring to success. */
export const hasUnsuccessful = ({ counts }: Pick<RunSummary, 'counts'>): boolean => counts.updated + counts.unchanged < counts.total

/**
 * Whether it ended before it had come to all of them, for another reason than its findings: to continue one that its canary or its
 * failures ended would bring the refused revision to the others (the runner offers it by the same rule).
 */
export const canBeResumed = ({ outcome, doubt, counts }: Pick<RunSummary, 'outcome' | 'doubt' | 'counts'>): boolean =>
  (outcome === 'cancelled' || outcome === 'interrupted') && doubt === null && counts.skipped > 0

/**
 * The meaning of the callback's message about a run, which is in English: its counts, that no host matched, or that Ansible ended early.
 * The runner writes in its user's language.
 */
export const callbackMessage = (
  { origin, outcome, doubt, counts }: Pick<RunSummary, 'origin' | 'outcome' | 'doubt' | 'counts'>
): 'counts' | 'no_hosts' | 'ended_early' | undefined => {
  if (origin !== 'callback' || doubt !== null) return undefined
  if (outcome === 'interrupted') return 'ended_early'
  if (outcome !== 'failed') return undefined
  return counts.total === 0 ? 'no_hosts' : hasUnsuccessful({ counts }) ? 'counts' : undefined
}

/** The hosts without success. */
export const unsuccessful = (hosts: Iterable<Pick<RunHost, 'host' | 'outcome'>>): string[] =>
  [...hosts].filter(({ outcome }) => outcome !== 'updated' && outcome !== 'unchanged').map(({ host }) => host)

/** The number of hosts with an outcome. */
export const doneCount = ({ counts }: Pick<RunSummary, 'counts'>): number => counts.total - counts.waiting - counts.under_way

/** Ansible's `--limit` for just these hosts, for a shell. */
export const limitOption = (hosts: readonly string[]): string => `--limit ${shellWord(hosts.join(','))}`
