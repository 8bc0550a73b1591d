import { installs, type HostFinished, type HostState } from '@mimamori/contract'
import type { HostStates } from '../state/host-states.ts'
import { wantedOf } from '../plan/left-out.ts'
import { actionOf } from '../plan/action.ts'
import type { Plan } from '../plan/plan.ts'
import { appendJsonLines } from '../platform/files/json-lines.ts'
import type { RunReporter } from '../report/run-reporter.ts'

/** The progress of a host; a waiting one has none of it. */
interface Progress {
  readonly host: string
  readonly attempt?: number
  readonly startedAt?: string | undefined
  readonly step?: string | undefined
}

/** A result of the runner's own for a host without one, with its last step and its duration. */
export const runnerResult = (
  before: HostState, given: Pick<HostFinished, 'attempt' | 'at' | 'message' | 'presumed'> & { readonly outcome: 'failed' | 'skipped' }
): HostFinished => {
  const known: Progress = before
  const { startedAt, step }: Partial<Progress> = known.attempt === given.attempt ? known : {}
  return {
    state: 'finished', host: before.host, ...given,
    ...given.message !== undefined && { message: given.message.slice(0, 4000) },
    durationSeconds: startedAt === undefined ? 0 : Math.max(0, (Date.parse(given.at) - Date.parse(startedAt)) / 1000),
    ...step !== undefined && { step }
  }
}

export interface ResultWriterOptions {
  readonly plan: Pick<Plan, 'action' | 'hosts' | 'release' | 'reference'>
  readonly eventsFile: string
  readonly hostStates: HostStates
  readonly reporter: Pick<RunReporter, 'item'>
}

/**
 * Adds results of the runner's own to a run's events, from which its result is made, before they are reported. Each is about the
 * release of the run on the host, if it is about one.
 */
export const resultWriter = ({ plan, eventsFile, hostStates, reporter }: ResultWriterOptions) => {
  const releases = new Map(plan.hosts.map((host) => [host.host, wantedOf(plan, host).release]))
  const isUpdate = installs(actionOf(plan))
  const named = (result: HostFinished): HostFinished => {
    // One that a soak has decided is of the device's own word.
    if (!isUpdate || result.releases) return result
    const name = releases.get(result.host)
    return { ...result, update: true, ...name !== undefined && { releases: [{ name, outcome: result.outcome }] } }
  }
  return (results: readonly HostFinished[]): void => {
    if (results.length === 0) return
    const written = results.map(named)
    appendJsonLines(eventsFile, written)
    for (const result of written) {
      hostStates.take(result)
      reporter.item(result)
    }
  }
}
