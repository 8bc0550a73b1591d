import { existsSync } from 'node:fs'
import { attach } from '../display/attach.ts'
import { viewRun } from '../display/run-view.ts'
import { runDisplay } from '../display/run-display.ts'
import { runResultLines } from '../display/run-result-lines.ts'
import type { RunResult } from '../../state/run-result.ts'
import { textOf } from '../../plan/run-text-of.ts'
import { printJson, printLines } from '../../platform/terminal/print.ts'
import { printAnswer, type Context } from '../context.ts'
import { UsageError } from '../../platform/errors.ts'
import { exitCodes } from '../../state/exit-codes.ts'
import { maintain } from './maintenance.ts'

/** Prints how a run ended, and gives its exit code. */
export const printRunResult = (runResult: RunResult, { given, runText, state, terminal }: Context): number => {
  if (given.json) printJson(terminal, runResult)
  else {
    const { output } = state.run(runResult.run)
    printLines(terminal, runResultLines(runResult, textOf(runResult, runText), existsSync(output) ? output : undefined))
  }
  return runResult.exitCode
}

/** Watches a run to its end, and gives its exit code; Ctrl-C only ends the watching. */
export const followRun = async (run: string, context: Context): Promise<number> => {
  const { given, runText, state, text, terminal } = context
  const files = state.run(run)
  const view = viewRun(files)
  if (!view) throw new UsageError([text.unknownRun(run)])
  // With --json, standard output is for the result alone.
  const display = runDisplay({
    write: given.json ? terminal.writeError : terminal.write, columns: given.json ? () => undefined : terminal.columns,
    clock: terminal.clock, text: textOf(view.plan, runText)
  })
  const runResult = await attach({
    view,
    files,
    clock: terminal.clock,
    show: (news) => { display.show(news, view.hostStates.all()) },
    onWorkerDead: () => { display.print(runText.course.workerDied) },
    closeRun: async () => { await maintain(context) },
    interrupted: terminal.interrupted
  })
  display.end()
  if (runResult) return printRunResult(runResult, context)
  return printAnswer({ exitCode: exitCodes.detached, lines: [runText.course.detached(run)], run }, context)
}
