import type { HostCounts, HostFinished, HostState, RunAction, RunOutcome } from '@mimamori/contract'
import { areAll, hasTexts } from '../platform/files/has-texts.ts'
import { defined } from '../platform/defined.ts'
import { exitCodeOf, exitCodes } from './exit-codes.ts'
import { countHosts, resultOf } from './host-states.ts'
import type { Plan } from '../plan/plan.ts'
import { runText } from '../text/runner-text.ts'

/** The result of a run: result.json, and the output of `--json`. */
export interface RunResult {
  /** `actionOf` it. */
  readonly action?: RunAction
  /** False: unreachable devices do not wait in the queue. */
  readonly queuesUnreachable?: boolean
  readonly run: string
  readonly outcome: RunOutcome
  readonly exitCode: number
  readonly startedAt: string
  readonly endedAt: string
  /** Nothing was changed: `updated` means that it would be. */
  readonly check: boolean
  readonly release?: string
  readonly reference?: string
  readonly revision?: string
  /** Why it ended early. */
  readonly message?: string
  readonly warnings: readonly string[]
  /** Pinned devices, which were in no wave. */
  readonly pinned?: readonly string[]
  readonly counts: HostCounts
  /** A result for every host of the plan, in its order; then one for each that was skipped since it is off on purpose. */
  readonly hosts: readonly HostFinished[]
}

/** Whether a file contains a result, and not the remains of one on a failing disk. */
export const isRunResult = (value: unknown): value is RunResult =>
  hasTexts(value, 'run') && areAll((value as Partial<RunResult>).hosts, (one) => hasTexts(one, 'host'))

/** The end of a run: nothing but the results of its hosts and why it stopped. */
export interface RunEnd {
  readonly endedAt: string
  /** Undefined if it was not stopped: then its hosts decide. */
  readonly stopped?: { readonly outcome: RunOutcome, readonly message: string }
  readonly warnings: readonly string[]
}

/** The revision that its devices should get, if known. */
const wantedOf = ({ release, reference, revision }: Plan): Pick<RunResult, 'release' | 'reference' | 'revision'> => ({
  ...defined({ release, reference, revision })
})

/** A result for each device that is off on purpose and has none. */
const skippedResults = ({ pausedOff = [], language }: Plan, hosts: readonly HostFinished[], endedAt: string): readonly HostFinished[] =>
  pausedOff.filter((name) => !hosts.some(({ host }) => host === name))
    .map((host) => ({
      state: 'finished', host, at: endedAt, attempt: 1, outcome: 'skipped', durationSeconds: 0, message: runText(language).pausedOff
    }))

/** The result of a run whose hosts all have one. @throws if a host has none, since it must not be left out */
export const runResultOf = (plan: Plan, hostStates: readonly HostState[], { endedAt, stopped, warnings }: RunEnd): RunResult => {
  const { run, action, queuesUnreachable, startedAt, check, pinned, pausedOff = [], retired = [] } = plan
  const hosts = hostStates.map((one) => resultOf(one) ?? ((): never => { throw new Error(`${one.host} has no result`) })())
  const skipped = skippedResults(plan, hosts, endedAt)
  // A device that is off on purpose, or no longer of the fleet, is no failure.
  const leftAlone = [...pausedOff, ...retired]
  const meant = hosts.filter(({ host, outcome }) => outcome !== 'skipped' || !leftAlone.includes(host))
  const exitCode = meant.length === 0 && leftAlone.length > 0 ? exitCodes.done : exitCodeOf(meant.map(({ outcome }) => outcome))
  return {
    run,
    ...action && { action },
    ...queuesUnreachable !== undefined && { queuesUnreachable },
    outcome: stopped?.outcome ?? (exitCode === 0 ? 'succeeded' : 'failed'),
    // A run that was stopped is no success, even if every host already had its result.
    exitCode: stopped && exitCode === 0 ? 1 : exitCode,
    startedAt,
    endedAt,
    check,
    ...wantedOf(plan),
    ...stopped && { message: stopped.message },
    warnings,
    ...pinned && { pinned },
    counts: countHosts([...hosts, ...skipped]),
    hosts: [...hosts, ...skipped]
  }
}
