import { existsSync, linkSync, unlinkSync, writeFileSync } from 'node:fs'
import type { RunOutcome } from '@mimamori/contract'
import { timestamp } from '../../platform/clock.ts'
import { readJsonFile } from '../../platform/files/json-file.ts'
import type { RunResult } from '../../state/run-result.ts'
import type { CancelRequest } from '../../run/worker/watch-for-cancel.ts'
import { printAnswer, type CommandFunction } from '../context.ts'
import { UsageError } from '../../platform/errors.ts'
import { exitCodes } from '../../state/exit-codes.ts'

/** Asks the worker of a run to start no further device. Asking again changes nothing. */
export const cancelCommand: CommandFunction = async (context) => {
  const { given, state, text, terminal } = context
  const run = given.cancel!
  const files = state.run(run)
  if (!existsSync(files.plan)) throw new UsageError([text.unknownRun(run)])
  const answer = (line: string, outcome?: RunOutcome): number =>
    printAnswer({ exitCode: exitCodes.done, lines: [line], run, ...outcome && { outcome } }, context)
  const runResult = readJsonFile<RunResult>(files.result)
  if (runResult) return answer(text.alreadyEnded(run), runResult.outcome)
  const request: CancelRequest = { by: terminal.account, at: timestamp(terminal.clock) }
  // Atomic, so that the worker never reads half of it and only the first of two requests counts.
  const whole = `${files.cancel}.${process.pid}`
  writeFileSync(whole, JSON.stringify(request))
  try {
    linkSync(whole, files.cancel)
    return answer(text.cancelAsked(run))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return answer(text.cancelAskedBefore(run, readJsonFile<CancelRequest>(files.cancel)?.by ?? ''))
  } finally {
    unlinkSync(whole)
  }
}
