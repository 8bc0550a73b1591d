import { askClockDoubt } from '../../collector/clock-doubt.ts'
import { collectorClient } from '../../collector/collector-client.ts'
import { askAnsible } from '../../inventory/ask-ansible.ts'
import { ansibleDirectory } from '../../places.ts'
import { makePlan } from '../../plan/make-plan.ts'
import type { Plan } from '../../plan/plan.ts'
import { wantedRelease } from '../../plan/release.ts'
import { checkAnsible } from '../../preflight/check-ansible.ts'
import { checkServer } from '../../preflight/check-server.ts'
import { localTime } from '../../schedule/local-time.ts'
import type { Schedule } from '../../schedule/schedule.ts'
import { startTimeMs } from '../../schedule/start-time.ts'
import { leaveQueue } from '../../run/queue.ts'
import { printLines, type Answer, type Context } from '../context.ts'
import { UsageError } from '../errors.ts'
import { exitCodes } from '../exit-codes.ts'
import { saySetAside } from './tidy-up.ts'
import { knownDevices, type Wish } from './wanted-hosts.ts'

/** Devices that wait to be caught up and are not in the inventory any more would be tried for ever: they wait no longer. Gives what is to be said of it. */
const forgetGone = (gone: readonly string[], context: Context): string[] => {
  if (gone.length === 0) return []
  const { given, state, text } = context
  if (!given.plan) leaveQueue(state.queue, new Set(gone), saySetAside(context))
  return [text.queueGone(gone)]
}

/** When the run may begin with devices. @throws {UsageError} where that time is over, or nobody would be watched */
const scheduleOf = ({ given, settings, text, terminal }: Context): Schedule => {
  const nowMs = terminal.clock.now()
  const startMs = given.at && startTimeMs(given.at, nowMs)
  if (given.soak !== undefined && (given.canary ?? settings.canary) === 0) throw new UsageError([text.soakWithoutCanary])
  if (startMs !== undefined && startMs <= nowMs) throw new UsageError([text.startIsOver(localTime(startMs), localTime(nowMs))])
  return { ...startMs !== undefined && { notBefore: new Date(startMs).toISOString() }, ...given.window && { window: given.window } }
}

/** Checks this server and plans the run; the end where all that were to be caught up have left the inventory. @throws {UsageError} with all that stands in the way */
export const prepareRun = async ({ only, reference, updatedSince = [] }: Wish, context: Context): Promise<{ readonly plan: Plan, readonly note?: string } | Answer> => {
  const { given, settings, state, language, text, terminal } = context
  const schedule = scheduleOf(context)
  const [answer, { known, note }, clockDoubt] = await Promise.all([
    askAnsible({ inventory: settings.inventory, limit: given.limit, ansibleDirectory }),
    knownDevices({ settings, text }),
    given.at || given.window ? askClockDoubt(collectorClient(settings)) : undefined
  ])
  const inventoryHosts = answer.inventory?.hosts ?? []
  const named = given.limit?.split(/[,:]/) ?? []
  const leftOut = updatedSince.filter(({ host }) => !named.includes(host) && inventoryHosts.some((one) => one.host === host))
  const hosts = inventoryHosts.filter(({ host }) => only?.has(host) !== false && !leftOut.some((one) => one.host === host))
  const wanted = await wantedRelease(hosts, { reference, isTyped: given.revision !== undefined }, text.preflight)
  const mistakes = [
    ...checkAnsible(answer, settings.inventory, text.preflight),
    ...checkServer({ settings, stateDirectory: state.root, text: text.preflight }),
    ...wanted.mistakes,
    ...clockDoubt === undefined ? [] : [text.clockDoubted(clockDoubt)]
  ]
  if (hosts.length === 0 && leftOut.length > 0) mistakes.push(text.allUpdatedSince(given['only-failed']!, leftOut.map(({ host }) => host)))
  else if (answer.inventory && hosts.length === 0 && !given['catch-up']) mistakes.push(text.noHosts(given.limit))
  if (mistakes.length > 0) throw new UsageError(mistakes)
  const gone = given['catch-up'] ? [...only ?? []].filter((host) => !hosts.some((one) => one.host === host)) : []
  const lines = forgetGone(gone, context)
  if (hosts.length === 0) return { exitCode: exitCodes.done, lines }
  printLines({ write: given.json ? terminal.writeError : terminal.write }, lines)
  const plan = makePlan({
    hosts, leftOut, known, wanted, settings, language, schedule,
    soakMinutes: given.soak,
    canary: given.canary,
    wavePercent: given.wave,
    maxFailures: given['max-failures'],
    check: given.check === true,
    isWholeFleet: only === undefined && given.limit === undefined,
    by: terminal.account,
    clock: terminal.clock
  })
  return { plan, ...note !== undefined && { note } }
}
