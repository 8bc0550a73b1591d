import { planLines } from '../display/plan-lines.ts'
import { shortRevision } from '../display/short-revision.ts'
import type { Plan } from '../../plan/plan.ts'
import { planWaves } from '../../plan/plan-waves.ts'
import { readRefusals, refusedIn } from '../../state/refusals.ts'
import { latestRun, openRuns } from '../../state/runs.ts'
import { hasUndelivered } from '../../state/undelivered.ts'
import { localTime } from '../../settings/schedule/local-time.ts'
import { readJsonFile } from '../../platform/files/json-file.ts'
import { runGoingOn, startWorker } from '../../run/worker/start-worker.ts'
import { printJson, printLines } from '../../platform/terminal/print.ts'
import { printAnswer, type Answer, type Context } from '../context.ts'
import { BusyError, UsageError } from '../../platform/errors.ts'
import { exitCodes } from '../../state/exit-codes.ts'
import { catchUpRequest } from './catch-up.ts'
import { followRun } from './follow-run.ts'
import { prepareResume } from './prepare-resume.ts'
import { prepareRun } from './prepare-run.ts'
import { reportQueue } from './report-queue.ts'
import { maintain, warnOfSetAside } from './maintenance.ts'
import { requestOf } from './run-request.ts'

const refuseIfBusy = ({ state, text }: Context): void => {
  const { run, by, startedAt } = runGoingOn(state) ?? {}
  if (run === undefined) return
  throw new BusyError(text.busy({ run, by: by ?? '', since: startedAt === undefined ? '' : localTime(Date.parse(startedAt)) }), run)
}

/** Names the owner of the run that still has the lock. @throws {BusyError} always */
const refuseAsBusy = (context: Context): never => {
  const { state, text } = context
  refuseIfBusy(context)
  const run = latestRun(state)
  const plan = run !== undefined && openRuns(state).includes(run) ? readJsonFile<Plan>(state.run(run).plan) : undefined
  throw plan
    ? new BusyError(text.busyOrphan({ run: plan.run, by: plan.by, since: localTime(Date.parse(plan.startedAt)) }), plan.run)
    : new BusyError(text.busyBriefly)
}

/** Asks the user to confirm the plan. */
const confirmed = async ({ given, terminal, text }: Context): Promise<boolean> => {
  if (given.yes) return true
  const answer = await terminal.ask(text.question)
  if (answer === undefined) throw new UsageError([text.cannotAsk])
  return text.yesAnswers.includes(answer.trim().toLowerCase())
}

const start = async (plan: Plan, context: Context): Promise<void> => {
  const { state, terminal, text } = context
  const outcome = await startWorker(plan, state, terminal.clock)
  if (outcome === 'failed') throw new UsageError([text.workerFailed(state.workerLog)])
  if (outcome === 'busy') refuseAsBusy(context)
}

/** Closes the runs of dead runners, and reports the queue to the collector. @throws {BusyError} if a run is in progress */
const ensureIdle = async (context: Context): Promise<void> => {
  const { given, state } = context
  refuseIfBusy(context)
  // The timer's catch-up also delivers what earlier runs could not.
  const isThereMore = given['catch-up'] === true && hasUndelivered(state)
  if (openRuns(state).length > 0 || isThereMore) {
    const isMaintained = await maintain(context)
    if (!isMaintained && openRuns(state).length > 0) refuseAsBusy(context)
  }
  if (!given.check) await reportQueue(context)
}

interface Prepared {
  readonly plan: Plan
  /** Notes on the plan. */
  readonly notes: readonly string[]
}

/** @throws {UsageError} if a canary has refused the plan's release, and --force does not name it */
const stopIfRefused = (plan: Plan, context: Context): void => {
  const { given: { force }, state, text } = context
  const isNamed = ({ revision }: { readonly revision: string }): boolean =>
    typeof force === 'string' && (revision.startsWith(force) || force === plan.reference)
  const refused = plan.check ? [] : refusedIn(plan, readRefusals(state.refusals, warnOfSetAside(context))).filter((one) => !isNamed(one))
  if (refused.length > 0) throw new UsageError(refused.map((one) => text.refused({ ...one, revision: shortRevision(one.revision) })))
}

const planned = async (context: Context): Promise<Prepared | Answer> => {
  const { given } = context
  if (given.resume !== undefined) return await prepareResume(context)
  const request = given['catch-up'] ? await catchUpRequest(context) : requestOf(context)
  return 'exitCode' in request ? request : await prepareRun(request, { ...context, given: request.given ?? given })
}

/** Plans the run of the command line; ends the command if there is nothing to do. @throws {UsageError} */
const prepare = async (context: Context): Promise<Prepared | Answer> => {
  const prepared = await planned(context)
  if ('plan' in prepared) stopIfRefused(prepared.plan, context)
  return prepared
}

/**
 * Plans an update and starts it in a process of its own, with nobody to show the plan to; says why not, if there is nothing to do.
 * @throws {UsageError} @throws {BusyError}
 */
export const beginUpdate = async (context: Context): Promise<{ readonly run: string } | Answer> => {
  await ensureIdle(context)
  const prepared = await prepare(context)
  if ('exitCode' in prepared) return prepared
  await start(prepared.plan, context)
  return { run: prepared.plan.run }
}

/** Prepares; Ctrl-C ends it, and with it the processes that it has started: Ansible's message then is no reason. */
const prepareUnlessInterrupted = async (context: Context): Promise<Prepared | Answer> => {
  const { given, terminal: { interrupted }, text } = context
  const cancelled: Answer = { exitCode: exitCodes.detached, lines: [text.notStarted], outcome: 'cancelled' }
  try {
    if (!given.plan) await ensureIdle(context)
    const prepared = await prepare(context)
    return interrupted.aborted ? cancelled : prepared
  } catch (error) {
    if (interrupted.aborted) return cancelled
    throw error
  }
}

/** Plans an update, shows the plan, asks for confirmation, starts the run in a process of its own, and follows it to its end. */
export const updateCommand = async (context: Context): Promise<number> => {
  const { given, runText, terminal, text } = context
  const prepared = await prepareUnlessInterrupted(context)
  if ('exitCode' in prepared) return printAnswer(prepared, context)
  const { plan, notes } = prepared
  const waves = planWaves(plan)
  if (given.plan && given.json) {
    printJson(terminal, { ...plan, waves })
    return exitCodes.done
  }
  const print = (lines: readonly string[]): void => { printLines({ write: given.json ? terminal.writeError : terminal.write }, lines) }
  print([...planLines(plan, waves, runText), ...notes])
  if (given.plan) return exitCodes.done
  if (!await confirmed(context)) return printAnswer(
    { exitCode: exitCodes.notAllUpdated, lines: [text.notStarted], outcome: 'cancelled' }, context
  )
  await start(plan, context)
  print([runText.course.started(plan.run)])
  return await followRun(plan.run, context)
}
