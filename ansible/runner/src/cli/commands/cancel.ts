import { existsSync, linkSync, unlinkSync, writeFileSync } from 'node:fs'
import { instant } from '../../clock.ts'
import { readJsonFile } from '../../state/json-file.ts'
import type { CancelRequest } from '../../worker/watch-for-cancel.ts'
import { printLines, type CommandFunction } from '../context.ts'
import { UsageError } from '../errors.ts'
import { exitCodes } from '../exit-codes.ts'

/** Asks the worker of a run to begin no further device. Asking again changes nothing. */
export const cancelCommand: CommandFunction = async ({ given, state, text, terminal }) => {
  const run = given.cancel!
  const files = state.run(run)
  if (!existsSync(files.plan)) throw new UsageError([text.unknownRun(run)])
  if (existsSync(files.verdict)) {
    printLines(terminal, [text.alreadyEnded(run)])
    return exitCodes.done
  }
  const request: CancelRequest = { by: terminal.account, at: instant(terminal.clock) }
  // The worker shall never see half of it, and of two requests one is first.
  const whole = `${files.cancel}.${process.pid}`
  writeFileSync(whole, JSON.stringify(request))
  try {
    linkSync(whole, files.cancel)
    printLines(terminal, [text.cancelAsked(run)])
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    printLines(terminal, [text.cancelAskedBefore(run, readJsonFile<CancelRequest>(files.cancel)?.by ?? '')])
  } finally {
    unlinkSync(whole)
  }
  return exitCodes.done
}
