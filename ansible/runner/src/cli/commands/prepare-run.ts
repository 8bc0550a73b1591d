import { installs } from '@mimamori/contract'
import { nearestName } from '@mimamori/program/nearest-name'
import { askClockDoubt } from '../../collector/clock-doubt.ts'
import { collectorClient } from '../../collector/collector-client.ts'
import { askAnsible } from '../../plan/inventory/ask-ansible.ts'
import { ansibleDirectory, usualReleasesDirectory } from '../../platform/paths.ts'
import { actionOf } from '../../plan/action.ts'
import { earlierAgentNotes } from './known-agents.ts'
import { makePlan } from '../../plan/make-plan.ts'
import type { Plan } from '../../plan/plan.ts'
import { unnamedReleases } from '../../plan/published-releases.ts'
import { selectHosts } from '../../plan/select-hosts.ts'
import { plannedWork } from '../../plan/planned-work.ts'
import { checkAnsible } from '../../plan/preflight/check-ansible.ts'
import { checkServer } from '../../plan/preflight/check-server.ts'
import { readQueueState } from '../../state/change-queue.ts'
import { printLines } from '../../platform/terminal/print.ts'
import type { Answer, Context } from '../context.ts'
import { UsageError } from '../../platform/errors.ts'
import { exitCodes } from '../../state/exit-codes.ts'
import { changeAndReportQueue } from './report-queue.ts'
import { warnOfSetAside } from './maintenance.ts'
import { refuseOlder } from '../../plan/release-variables.ts'
import { knownDevices } from './known-devices.ts'
import type { RunRequest } from './run-request.ts'
import { runSchedule } from './run-schedule.ts'

/** Removes devices from the queue that are no longer in the inventory, which would be tried for ever. Gives the message to print. */
const forgetGone = async (gone: readonly string[], context: Context): Promise<string[]> => {
  if (gone.length === 0) return []
  const { given, text } = context
  if (!given.plan) await changeAndReportQueue(context, ({ queue }) => ({ queue: queue.filter(({ host }) => !gone.includes(host)) }))
  return [text.queueGone(gone)]
}

/** Removes devices that wait for an agent which is no longer published: nobody has asked for the present one. Ends the command. */
const forgetEarlierAgent = async (waiting: readonly string[], context: Context): Promise<Answer> => {
  const { given, text } = context
  if (!given.plan) await changeAndReportQueue(
    context, ({ queue }) => ({ queue: queue.filter((one) => actionOf(one) !== 'agent' || !waiting.includes(one.host)) })
  )
  return { exitCode: exitCodes.done, lines: [text.queueAgentGone(waiting)] }
}

/**
 * Checks this server and plans the run; ends the command if every device to catch up has left the inventory. @throws {UsageError}
 * with everything that prevents it
 */
export const prepareRun = async (
  { action, only, reference, window, waveSize, updatedSince = [] }: RunRequest, context: Context
): Promise<{ readonly plan: Plan, readonly notes: readonly string[] } | Answer> => {
  const { given, settings, state, language, text, terminal } = context
  const asked = runSchedule(context)
  const schedule = { ...window && !given.check && { window }, ...asked.schedule }
  const [answer, { known, notes }, clockDoubt] = await Promise.all([
    askAnsible({ inventory: settings.inventory, limit: given.limit, ansibleDirectory }),
    knownDevices({ settings, text }),
    given.at || given.window ? askClockDoubt(collectorClient(settings)) : undefined
  ])
  const { hosts: limited, unmatched } = answer.limited
  const fleet = answer.inventory?.hosts ?? []
  const { queue, pins } = readQueueState(state, warnOfSetAside(context))
  const selection = selectHosts({
    limited, limit: given.limit, only, updatedSince, pinned: new Set(installs(action) ? pins.map(({ host }) => host) : []), known
  })
  const { hosts, leftOut, pinned, pausedOff, named } = selection
  const wantedReference = { reference, isTyped: given.revision !== undefined }
  const work = await plannedWork({
    action, hosts, reference: wantedReference, isForced: given.force !== undefined, settings, text: text.preflight
  })
  const mistakes = [
    ...asked.mistakes,
    ...given.revision !== undefined && !installs(action) ? [text.noRevision(action)] : [],
    ...checkAnsible(answer, settings.inventory, text.preflight),
    ...checkServer({ settings: { ...settings, playbook: work.playbook }, stateDirectory: state.root, text: text.preflight }),
    ...work.wanted.mistakes,
    ...clockDoubt === undefined ? [] : [text.clockDoubted(clockDoubt)]
  ]
  for (const pattern of unmatched) mistakes.push(text.limitMatchesNothing(pattern, nearestName(pattern, answer.inventory?.names ?? [])))
  if (hosts.length === 0 && pinned.length > 0) mistakes.push(text.allPinned(pinned))
  else if (hosts.length === 0 && pausedOff.length > 0) mistakes.push(text.allPausedOff(pausedOff, given['only-failed']))
  else if (answer.inventory && leftOut.length === 0 && hosts.length === 0 && unmatched.length === 0 &&
    !given['catch-up']) mistakes.push(text.noHosts(given.limit))
  if (mistakes.length > 0) throw new UsageError(mistakes)
  if (hosts.length === 0 && leftOut.length > 0) return {
    exitCode: exitCodes.done, lines: [text.allUpdatedSince(given['only-failed']!, leftOut.map(({ host }) => host))]
  }
  const gone = given['catch-up'] ? [...only ?? []].filter((host) => !fleet.some((one) => one.host === host)) : []
  const lines = await forgetGone(gone, context)
  if (hosts.length === 0) return { exitCode: exitCodes.done, lines }
  printLines({ write: given.json ? terminal.writeError : terminal.write }, lines)
  if (given['catch-up'] && action === 'agent' && !work.queuesUnreachable) return await forgetEarlierAgent(
    hosts.map(({ host }) => host), context
  )
  const isRepeated = given['catch-up'] === true || given['only-failed'] !== undefined
  const isNewRequest = work.queuesUnreachable && !isRepeated
  const waiting = fleet.filter(({ host }) => queue.some((one) => one.host === host && actionOf(one) === action) &&
    !hosts.some((one) => one.host === host))
  const plan = makePlan({
    action,
    devices: { selection, known, groups: answer.inventory?.groups ?? new Map() },
    release: {
      work: isRepeated && given.revision === undefined
        ? { ...work, wanted: { ...work.wanted, variables: { ...work.wanted.variables, ...refuseOlder(named) } } }
        : work,
      unnamedReleases: action === 'update'
        ? unnamedReleases(terminal.env.MIMAMORI_RELEASES_DIRECTORY ?? usualReleasesDirectory, fleet)
        : [],
      ...isNewRequest && { replacesQueued: await work.wantedByOthers(waiting) }
    },
    rollout: { canary: given.canary, wavePercent: given.wave, waveSize, maxFailures: given['max-failures'], soakMinutes: given.soak },
    settings,
    schedule,
    mode: { check: given.check === true, isWholeFleet: only === undefined && given.limit === undefined },
    start: { by: terminal.account, language, clock: terminal.clock }
  })
  const agentNotes = action === 'agent' && given.revision !== undefined && !work.queuesUnreachable
    ? earlierAgentNotes({ reference: given.revision, hosts, state, known, text })
    : []
  return { plan, notes: [...notes, ...agentNotes] }
}
