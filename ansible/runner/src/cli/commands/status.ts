import { viewRun } from '../../attach/run-view.ts'
import { countHosts } from '../../events/host-states.ts'
import { readQueue } from '../../run/queue.ts'
import { latestRun, openRuns } from '../../run/runs.ts'
import type { RunResult } from '../../run/run-result.ts'
import { readJsonFile } from '../../state/json-file.ts'
import type { StateDirectory } from '../../state/state-directory.ts'
import { textOf } from '../../text/runner-text.ts'
import { runGoingOn } from '../../worker/start-worker.ts'
import { printAnswer, printJson, printLines, type CommandFunction } from '../context.ts'
import { UsageError } from '../errors.ts'
import { exitCodes } from '../exit-codes.ts'
import { newsLines } from '../../display/news-lines.ts'
import { queueLines } from '../../display/queue-lines.ts'
import { hostStateLines } from '../../display/host-state-lines.ts'
import { printRunResult } from './follow-run.ts'
import { maintain, warnOfSetAside } from './maintenance.ts'

/** The run in progress, or the newest. An ended check counts only if there is no other run, since it changed nothing. */
const latestUpdate = (state: StateDirectory): string | undefined => {
  const latest = latestRun(state)
  const isCheckThatIsOver = (run: string): boolean => readJsonFile<RunResult>(state.run(run).result)?.check === true
  return latest !== undefined && isCheckThatIsOver(latest) ? state.runs().findLast((run) => !isCheckThatIsOver(run)) ?? latest : latest
}

/** Prints the progress of a run, or its result, and ends with its exit code. */
export const statusCommand: CommandFunction = async (context) => {
  const { given, runText, state, text, terminal } = context
  if (openRuns(state).some((run) => run !== runGoingOn(state)?.run)) await maintain(context)
  const run = typeof given.status === 'string' ? given.status : latestUpdate(state)
  if (run === undefined) return printAnswer({ exitCode: exitCodes.done, lines: [text.noRuns] }, context)
  const view = viewRun(state.run(run))
  if (!view) throw new UsageError([text.unknownRun(run)])
  const runResult = view.result()
  if (runResult) {
    const exitCode = printRunResult(runResult, context)
    if (!given.json) printLines(terminal, queueLines(readQueue(state.queue, warnOfSetAside(context)), terminal.clock.nowMs(), text))
    return exitCode
  }
  const { records } = view.look()
  const last = records.findLast(({ type }) => type !== 'warning')
  const waiting = newsLines({ records: last?.type === 'held' || last?.type === 'soaking' ? [last] : [], items: [] }, runText)
  const hostStates = view.hostStates.all()
  if (given.json) printJson(terminal, { run, outcome: null, startedAt: view.plan.startedAt, counts: countHosts(hostStates), hosts: hostStates })
  else printLines(terminal, [runText.course.running(run), ...waiting, ...hostStateLines(hostStates, textOf(view.plan, runText))])
  return exitCodes.done
}
