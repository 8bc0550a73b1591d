import { existsSync } from 'node:fs'
import { checkout } from '../start/directories.ts'
import type { InstallDeps } from './install-deps.ts'
import { inventoryDirectory, layout, services, stateDirectory } from './layout.ts'
import { planRemoval } from './plan-removal.ts'
import { followSteps } from './step.ts'

/** The data of a server: a removal leaves it, and a backup has it (docs/guides/backup-and-upgrade.md). */
export const storedPaths = (ofCheckout: string): readonly string[] => [
  ...services.map(stateDirectory), layout.settings, layout.agentSettings, layout.agentId, layout.agentKey,
  layout.updateHome, layout.updateSettings, layout.updateToken, layout.enrollToken, layout.knownHosts,
  layout.releases, layout.agents, inventoryDirectory(ofCheckout)
]

/** Removes the services; their data stays, and it prints the paths. @throws {StartProblem} */
export const remove = async ({ isPlan, machine, text, print }: InstallDeps): Promise<void> => {
  const steps = planRemoval({ checkout, machine, text })
  await followSteps(steps, isPlan, print)
  if (steps.length === 0) print(text.notInstalled)
  const stored = storedPaths(checkout).filter((path) => existsSync(path))
  if (!isPlan && stored.length > 0) print(text.remaining(stored.join(' ')))
}
