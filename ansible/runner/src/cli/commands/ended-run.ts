import type { Plan } from '../../plan/plan.ts'
import { readJsonFile } from '../../platform/files/json-file.ts'
import { UsageError } from '../../platform/errors.ts'
import type { RunResult } from '../../state/run-result.ts'
import type { Context } from '../context.ts'

/** The plan and the result of a run that has ended. @throws {UsageError} if there is no such run, or it is still in progress */
export const endedRun = (
  run: string, { state, text }: Pick<Context, 'state' | 'text'>
): { readonly plan: Plan, readonly runResult: RunResult } => {
  const files = state.run(run)
  const plan = readJsonFile<Plan>(files.plan)
  if (!plan) throw new UsageError([text.unknownRun(run)])
  const runResult = readJsonFile<RunResult>(files.result)
  if (!runResult) throw new UsageError([text.stillGoing(run)])
  return { plan, runResult }
}
