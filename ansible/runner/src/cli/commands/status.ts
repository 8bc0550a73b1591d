import type { HostState } from '@mimamori/contract'
import { stepName } from '@mimamori/contract/step-name'
import { textTable } from '@mimamori/program/text-table'
import { printable } from '../../platform/terminal/printable.ts'
import type { RunText } from '../../text/run-text.en.ts'
import { viewRun } from '../display/run-view.ts'
import { countHosts, stateNameOf } from '../../state/host-states.ts'
import { readQueue } from '../../state/queue.ts'
import { latestRun, openRuns } from '../../state/runs.ts'
import type { RunResult } from '../../state/run-result.ts'
import { readJsonFile } from '../../platform/files/json-file.ts'
import type { StateDirectory } from '../../state/state-directory.ts'
import { textOf } from '../../plan/run-text-of.ts'
import { runGoingOn } from '../../run/worker/start-worker.ts'
import { printJson, printLines } from '../../platform/terminal/print.ts'
import { printAnswer, type CommandFunction } from '../context.ts'
import { UsageError } from '../../platform/errors.ts'
import { exitCodes } from '../../state/exit-codes.ts'
import { newsLines } from '../display/news-lines.ts'
import { queueLines } from '../display/queue-lines.ts'
import { printRunResult } from './follow-run.ts'
import { maintain, warnOfSetAside } from './maintenance.ts'

/** Every device of a run in progress: its state, and its step. */
const hostStateLines = (hostStates: readonly HostState[], text: RunText): string[] =>
  textTable(hostStates.map((one) => [
    `  ${one.host}`, text.states[stateNameOf(one)], printable(one.state === 'waiting' ? '' : stepName(one.step ?? ''))
  ]))

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
  const { records } = view.poll()
  const last = records.findLast(({ type }) => type !== 'warning')
  const waiting = newsLines({ records: last?.type === 'held' || last?.type === 'soaking' ? [last] : [], items: [] }, runText)
  const hostStates = view.hostStates.all()
  if (given.json) printJson(
    terminal, { run, outcome: null, startedAt: view.plan.startedAt, counts: countHosts(hostStates), hosts: hostStates }
  )
  else printLines(terminal, [runText.course.running(run), ...waiting, ...hostStateLines(hostStates, textOf(view.plan, runText))])
  return exitCodes.done
}
