import { askAnsible } from '../../inventory/ask-ansible.ts'
import { ansibleDirectory } from '../../places.ts'
import { makePlan } from '../../plan/make-plan.ts'
import type { Plan } from '../../plan/plan.ts'
import { wantedRelease } from '../../plan/release.ts'
import { checkAnsible } from '../../preflight/check-ansible.ts'
import { checkServer } from '../../preflight/check-server.ts'
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

/** Checks this server and plans the run; the end where all that were to be caught up have left the inventory. @throws {UsageError} with all that stands in the way */
export const prepareRun = async ({ only, reference, updatedSince = [] }: Wish, context: Context): Promise<{ readonly plan: Plan, readonly note?: string } | Answer> => {
  const { given, settings, state, language, text, terminal } = context
  const [answer, { known, note }] = await Promise.all([
    askAnsible({ inventory: settings.inventory, limit: given.limit, ansibleDirectory }),
    knownDevices({ settings, text })
  ])
  const inventoryHosts = answer.inventory?.hosts ?? []
  const named = given.limit?.split(/[,:]/) ?? []
  const leftOut = updatedSince.filter(({ host }) => !named.includes(host) && inventoryHosts.some((one) => one.host === host))
  const hosts = inventoryHosts.filter(({ host }) => only?.has(host) !== false && !leftOut.some((one) => one.host === host))
  const wanted = await wantedRelease(hosts, { reference, isTyped: given.revision !== undefined }, text.preflight)
  const mistakes = [
    ...checkAnsible(answer, settings.inventory, text.preflight),
    ...checkServer({ settings, stateDirectory: state.root, text: text.preflight }),
    ...wanted.mistakes
  ]
  if (hosts.length === 0 && leftOut.length > 0) mistakes.push(text.allUpdatedSince(given['only-failed']!, leftOut.map(({ host }) => host)))
  else if (answer.inventory && hosts.length === 0 && !given['catch-up']) mistakes.push(text.noHosts(given.limit))
  if (mistakes.length > 0) throw new UsageError(mistakes)
  const gone = given['catch-up'] ? [...only ?? []].filter((host) => !hosts.some((one) => one.host === host)) : []
  const lines = forgetGone(gone, context)
  if (hosts.length === 0) return { exitCode: exitCodes.done, lines }
  printLines({ write: given.json ? terminal.writeError : terminal.write }, lines)
  const plan = makePlan({
    hosts, leftOut, known, wanted, settings, language,
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
