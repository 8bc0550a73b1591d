import { askInventory } from '../../inventory/ask-ansible.ts'
import type { InventoryHost } from '../../inventory/inventory.ts'
import { ansibleDirectory } from '../../places.ts'
import { makePlan } from '../../plan/make-plan.ts'
import type { Plan } from '../../plan/plan.ts'
import { wantedRelease } from '../../plan/release.ts'
import { checkServer } from '../../preflight/check-server.ts'
import type { Context } from '../context.ts'
import { UsageError } from '../errors.ts'
import { knownDevices, type Wish } from './wanted-hosts.ts'

/** Checks this server and plans the run. @throws {UsageError} with all that stands in the way */
export const prepareRun = async ({ only, reference }: Wish, { given, settings, state, language, text, terminal }: Context): Promise<{ readonly plan: Plan, readonly note?: string }> => {
  const mistakes: string[] = []
  const readHosts = async (): Promise<readonly InventoryHost[]> => {
    try {
      return (await askInventory({ inventory: settings.inventory, limit: given.limit, ansibleDirectory })).hosts
    } catch (error) {
      mistakes.push(text.preflight.inventory(settings.inventory, (error as Error).message))
      return []
    }
  }
  const [serverMistakes, inventoryHosts, { known, note }] = await Promise.all([
    checkServer({ settings, stateDirectory: state.root, ansibleDirectory, text: text.preflight }),
    readHosts(),
    knownDevices({ settings, text })
  ])
  const isInventoryRead = mistakes.length === 0
  const hosts = only === undefined ? inventoryHosts : inventoryHosts.filter(({ host }) => only.has(host))
  const wanted = await wantedRelease(hosts, { reference, isTyped: given.revision !== undefined }, text.preflight)
  mistakes.push(...serverMistakes, ...wanted.mistakes)
  if (isInventoryRead && hosts.length === 0) mistakes.push(given['catch-up'] ? text.queueGone([...only ?? []]) : text.noHosts(given.limit))
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
