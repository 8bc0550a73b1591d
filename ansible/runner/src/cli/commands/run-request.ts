import { isSuccess, type RunAction } from '@mimamori/contract'
import { actionOf } from '../../plan/action.ts'
import type { Plan, UpdatedSince } from '../../plan/plan.ts'
import { updatedSince } from '../../state/updated-since.ts'
import type { Window } from '../../settings/schedule/window.ts'
import type { Arguments } from '../arguments.ts'
import type { Answer, Context } from '../context.ts'
import { endedRun } from './ended-run.ts'
import { exitCodes } from '../../state/exit-codes.ts'
import { warnOfSetAside } from './maintenance.ts'

/** The hosts of the inventory that a command line selects, and their revision. */
export interface RunRequest {
  readonly action: RunAction
  /** Undefined: all that match `--limit`. */
  readonly only?: ReadonlySet<string>
  readonly reference?: string
  /** The window of the run that queued them. */
  readonly window?: Window
  /** The command line with the conditions of the run that it repeats. */
  readonly given?: Arguments
  readonly waveSize?: number
  /** Hosts that a later run has updated, and that would go back to an older revision: left out unless `--limit` names them. */
  readonly updatedSince?: readonly UpdatedSince[]
}

/**
 * The conditions of a run as flags. One that had continued another began without a canary, since that had shown
 * itself: a later one has its own.
 */
const conditionsOf = ({ resumes, canary, maxFailures, soakMinutes, window, check, variables }: Plan): Arguments => ({
  ...resumes === undefined && { canary },
  ...maxFailures !== undefined && { 'max-failures': maxFailures },
  ...soakMinutes !== undefined && { soak: soakMinutes },
  ...window && { window },
  ...check && { check },
  ...(variables['release_force'] === true || variables['agent_force'] === true) && { force: true }
})

/**
 * The hosts that a run did not update, its revision, and its conditions unless the command line says otherwise; ends the command if there
 * are none. @throws {UsageError}
 */
const leftBy = (run: string, context: Context): RunRequest | Answer => {
  const { given, state, text } = context
  const { plan, runResult } = endedRun(run, context)
  // A device that was off on purpose, or has been retired since, is no failure.
  const leftAlone = [...plan.pausedOff ?? [], ...plan.retired ?? []]
  const left = runResult.hosts.filter(({ host, outcome }) => !isSuccess(outcome) && !leftAlone.includes(host)).map(({ host }) => host)
  if (left.length === 0) return { exitCode: exitCodes.done, lines: [text.noneFailed(run)], run, outcome: runResult.outcome }
  const action = actionOf(plan)
  // The server has one agent, and gives no other.
  const reference = given.revision ?? (action === 'agent' ? plan.reference : plan.revision ?? plan.reference)
  return {
    action, only: new Set(left), given: { ...conditionsOf(plan), ...given }, ...given.wave === undefined && { waveSize: plan.waveSize },
    ...reference !== undefined && { reference },
    ...given.revision === undefined && { updatedSince: updatedSince(plan, left, state, warnOfSetAside(context)) }
  }
}

/** Gives the run that the command line asks for; ends the command if there is nothing to do. @throws {UsageError} */
export const requestOf = (context: Context): RunRequest | Answer => {
  const { given } = context
  if (given['only-failed'] !== undefined) return leftBy(given['only-failed'], context)
  return { action: given.what ?? 'update', ...given.revision !== undefined && { reference: given.revision } }
}
