import { installs } from '@mimamori/contract'
import { askAnsible } from '../../plan/inventory/ask-ansible.ts'
import { ansibleDirectory } from '../../platform/paths.ts'
import { actionOf } from '../../plan/action.ts'
import type { Plan } from '../../plan/plan.ts'
import { resumedPlan } from '../../plan/resumed-plan.ts'
import { selectHosts } from '../../plan/select-hosts.ts'
import { checkAnsible } from '../../plan/preflight/check-ansible.ts'
import { checkServer } from '../../plan/preflight/check-server.ts'
import { readPins } from '../../state/pins.ts'
import { updatedSince } from '../../state/updated-since.ts'
import { readRunLog } from '../../state/run-log.ts'
import type { Answer, Context } from '../context.ts'
import { endedRun } from './ended-run.ts'
import { UsageError } from '../../platform/errors.ts'
import { exitCodes } from '../../state/exit-codes.ts'
import { warnOfSetAside } from './maintenance.ts'
import { knownDevices } from './known-devices.ts'

interface StoppedRun {
  readonly plan: Plan
  /** Hosts that the run had not started, not reached, or not watched to the end. */
  readonly left: readonly string[]
  readonly isCanaryOver: boolean
}

/** @throws {UsageError} if there is no such run, or it was not stopped */
const stoppedRun = (run: string, context: Context): StoppedRun => {
  const { state, text } = context
  const { plan, runResult } = endedRun(run, context)
  if (runResult.message === undefined) throw new UsageError([text.notStopped(run)])
  const records = readRunLog(state.run(run).log)
  const begun = new Set(records.flatMap((record) => record.type === 'batch' ? record.hosts : []))
  const planned = new Set(plan.hosts.map(({ host }) => host))
  return {
    plan,
    left: runResult.hosts.filter(({ host, outcome, step }) =>
      planned.has(host) && (outcome === 'unreachable' || step === 'soak' || !begun.has(host))).map(({ host }) => host),
    isCanaryOver: records.some((record) => record.type === 'wave' && !record.canary)
  }
}

/**
 * Plans the rest of a stopped run, to the revision of that run. Ends the command if no device is left. @throws {UsageError} with
 * everything that prevents it
 */
export const prepareResume = async (context: Context): Promise<{ readonly plan: Plan, readonly notes: readonly string[] } | Answer> => {
  const { given, settings, state, language, text, terminal } = context
  const run = given.resume!
  const { plan: stopped, left, isCanaryOver } = stoppedRun(run, context)
  const [answer, { known, notes }] = await Promise.all([
    askAnsible({ inventory: stopped.inventory, ansibleDirectory }), knownDevices({ settings, text })
  ])
  const mistakes = [
    ...checkAnsible(answer, stopped.inventory, text.preflight),
    ...checkServer({ settings: { ...settings, playbook: stopped.playbook }, stateDirectory: state.root, text: text.preflight })
  ]
  if (mistakes.length > 0) throw new UsageError(mistakes)
  const pins = new Set(installs(actionOf(stopped)) ? readPins(state.pins, warnOfSetAside(context)).map(({ host }) => host) : [])
  const selection = selectHosts({
    limited: answer.limited.hosts, only: new Set(left),
    updatedSince: updatedSince(stopped, left, state, warnOfSetAside(context)), pinned: pins, known
  })
  const { hosts, pinned, pausedOff } = selection
  if (hosts.length === 0 && pinned.length > 0) throw new UsageError([text.allPinned(pinned)])
  // A resumed run leaves out devices that are off; the message says how to repeat the run for them, to the same revision.
  if (hosts.length === 0 && pausedOff.length > 0) throw new UsageError([text.allPausedOff(pausedOff, run)])
  if (hosts.length === 0) return { exitCode: exitCodes.done, lines: [text.nothingToResume(run)] }
  const plan = resumedPlan({
    stopped, isCanaryOver,
    devices: { selection, known, groups: answer.inventory?.groups ?? new Map() },
    start: { by: terminal.account, language, clock: terminal.clock }
  })
  return { plan, notes }
}
