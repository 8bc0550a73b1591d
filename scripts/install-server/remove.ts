import { existsSync } from 'node:fs'
import { checkout } from '../start/places.ts'
import type { InstallParts } from './install-parts.ts'
import { inventoryDirectory } from './inventory-files.ts'
import { layout, services, stateDirectory } from './layout.ts'
import { planRemoval } from './plan-removal.ts'
import { followSteps } from './step.ts'

/** Takes the services away; what they have stored stays, and it says where. @throws {StartProblem} */
export const remove = async ({ isPlan, machine, text, print }: InstallParts): Promise<void> => {
  const steps = planRemoval({ checkout, machine, text })
  await followSteps(steps, isPlan, print)
  if (steps.length === 0) print(text.notInstalled)
  const ofUpdates = [
    layout.updateHome, layout.updateSettings, layout.updateToken, layout.enrollToken, layout.knownHosts,
    layout.releases, layout.agents, inventoryDirectory(checkout)
  ]
  const kept = [
    ...services.map(stateDirectory), layout.settings, layout.agentSettings, layout.agentId, layout.agentKey, ...ofUpdates
  ].filter((path) => existsSync(path))
  if (!isPlan && kept.length > 0) print(text.kept(kept.join(' ')))
}
