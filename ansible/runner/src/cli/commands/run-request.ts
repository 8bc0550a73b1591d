import { isSuccess } from '@mimamori/contract'
import type { Plan, UpdatedSince } from '../../plan/plan.ts'
import type { RunResult } from '../../run/run-result.ts'
import { updatedSince } from '../../run/updated-since.ts'
import type { Window } from '../../schedule/window.ts'
import { readJsonFile } from '../../state/json-file.ts'
import type { Answer, Context } from '../context.ts'
import { UsageError } from '../errors.ts'
import { exitCodes } from '../exit-codes.ts'
import { warnOfSetAside } from './maintenance.ts'

/** Which hosts of the inventory a command line is about, and the revision that goes with them. */
export interface RunRequest {
  /** Undefined: all that `--limit` leaves. */
  readonly only?: ReadonlySet<string>
  readonly reference?: string
  /** The hours of the run that wanted them. */
  readonly window?: Window
  /** Those of them that would go back: a run after the one that is repeated has updated them. Only who is named by `--limit` does. */
  readonly updatedSince?: readonly UpdatedSince[]
}

/** What a run that is to be repeated has left: the hosts that it did not update, and its revision; the end where it has left none. @throws {UsageError} */
const leftBy = (run: string, context: Context): RunRequest | Answer => {
  const { given, state, text } = context
  const files = state.run(run)
  const plan = readJsonFile<Plan>(files.plan)
  if (!plan) throw new UsageError([text.unknownRun(run)])
  const runResult = readJsonFile<RunResult>(files.result)
  if (!runResult) throw new UsageError([text.stillGoing(run)])
  // Those that were off on purpose are nobody's failure.
  const left = runResult.hosts.filter(({ host, outcome }) => !isSuccess(outcome) && !plan.pausedOff?.includes(host)).map(({ host }) => host)
  if (left.length === 0) return { exitCode: exitCodes.done, lines: [text.noneFailed(run)], run, outcome: runResult.outcome }
  const reference = given.revision ?? plan.revision ?? plan.reference
  return { only: new Set(left), ...reference !== undefined && { reference }, ...given.revision === undefined && { updatedSince: updatedSince(plan, left, state, warnOfSetAside(context)) } }
}

/** What the command line asks for; the end where there is nothing to do. @throws {UsageError} */
export const requestOf = (context: Context): RunRequest | Answer => {
  const { given } = context
  if (given['only-failed'] !== undefined) return leftBy(given['only-failed'], context)
  return given.revision === undefined ? {} : { reference: given.revision }
}
