import { askAnsible } from '../../inventory/ask-ansible.ts'
import { ansibleDirectory } from '../../places.ts'
import { makePlan } from '../../plan/make-plan.ts'
import type { Plan } from '../../plan/plan.ts'
import { wantedRelease } from '../../plan/release.ts'
import { checkAnsible } from '../../preflight/check-ansible.ts'
import { checkServer } from '../../preflight/check-server.ts'
import type { Context } from '../context.ts'
import { UsageError } from '../errors.ts'
import { knownDevices, type Wish } from './wanted-hosts.ts'

/** Checks this server and plans the run. @throws {UsageError} with all that stands in the way */
export const prepareRun = async ({ only, reference }: Wish, { given, settings, state, language, text, terminal }: Context): Promise<{ readonly plan: Plan, readonly note?: string }> => {
  const [answer, { known, note }] = await Promise.all([
    askAnsible({ inventory: settings.inventory, limit: given.limit, ansibleDirectory }),
    knownDevices({ settings, text })
  ])
  const inventoryHosts = answer.inventory?.hosts ?? []
  const hosts = only === undefined ? inventoryHosts : inventoryHosts.filter(({ host }) => only.has(host))
  const wanted = await wantedRelease(hosts, { reference, isTyped: given.revision !== undefined }, text.preflight)
  const mistakes = [
    ...checkAnsible(answer, settings.inventory, text.preflight),
    ...checkServer({ settings, stateDirectory: state.root, text: text.preflight }),
    ...wanted.mistakes
  ]
  if (answer.inventory && hosts.length === 0) mistakes.push(given['catch-up'] ? text.queueGone([...only ?? []]) : text.noHosts(given.limit))
  if (mistakes.length > 0) throw new UsageError(mistakes)
  const plan = makePlan({
    hosts, known, wanted, settings, language,
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
