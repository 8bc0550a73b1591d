import { existsSync, readFileSync } from 'node:fs'
import type { Language } from '@mimamori/program/language'
import { UsageError } from '../../ansible/runner/src/platform/errors.ts'
import { loadSettings } from '../../ansible/runner/src/settings/load-settings.ts'
import { commandText } from '../../ansible/runner/src/text/runner-text.ts'
import { isPublished } from '../publish-agent/is-published.ts'
import { runPublishAgent } from '../publish-agent/run-publish-agent.ts'
import { findProgram } from '../start/find-program.ts'
import { installPackages } from '../start/install-packages.ts'
import { readPrivateFile } from '../start/private-file.ts'
import { StartProblem } from '../start/problem.ts'
import { isTokenRefused } from '../start/ready.ts'
import type { InstallDeps } from './install-deps.ts'
import { layout } from './layout.ts'
import type { Machine } from './machine.ts'
import { tokenRoles, type UpdateSetup } from './server.ts'
import { updateTokens } from './token-steps.ts'
import { readUnitState } from './unit-state.ts'

/** The programs that updates run: the names of each by that of its Debian package. */
const packages = { git: ['git'], 'openssh-client': ['ssh-keygen'] } as const
const ansible = { 'ansible-core': ['ansible-playbook'] } as const

/** Whether an administrator allows the page to start anything. @throws {StartProblem} with every mistake in the settings of updates */
const allowsRequests = ({ at }: Machine, language: Language): boolean => {
  const path = at(layout.updateSettings)
  const file = existsSync(path) ? { path, content: readFileSync(path, 'utf8') } : undefined
  try {
    return loadSettings({ env: {}, file, text: commandText(language) }).requests.length > 0
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    throw new StartProblem(error.message, 2)
  }
}

/** Only a collector of ours is shown a token: if it does not run, another program may answer. */
const refusedTokens = async (machine: Machine, collectorUrl: URL): Promise<UpdateSetup['refusedTokens']> => {
  if (!readUnitState(machine, 'mimamori-collector').isActive) return []
  const steps = await Promise.all(tokenRoles.map(async (role) => {
    const token = readPrivateFile(machine.at(updateTokens[role].file))
    return token !== undefined && await isTokenRefused(collectorUrl, token) ? [role] : []
  }))
  return steps.flat()
}

interface Deps extends InstallDeps, Pick<UpdateSetup, 'updaters'> {
  readonly checkout: string
  readonly collectorUrl: URL
  /** One that is too old is of no use, and not installed. */
  readonly hasOldAnsible: boolean
}

/** Finds the parts of updates on the server, and installs the programs that it lacks. @throws {StartProblem} */
export const findUpdateSetup = async (
  { isPlan, updaters, machine, language, text, print, checkout, collectorUrl, hasOldAnsible }: Deps
): Promise<UpdateSetup> => {
  const allowed = allowsRequests(machine, language)
  const wanted = hasOldAnsible ? packages : { ...ansible, ...packages }
  const missing = Object.entries(wanted).filter(([, names]) => findProgram(names) === undefined).map(([name]) => name)
  if (missing.length > 0 && isPlan) print(`- ${text.installUpdatePackages(missing.join(', '))}`)
  else await installPackages(wanted, { text: text.updatePackages, print })
  const hasSudo = findProgram(['visudo']) !== undefined
  if (!hasSudo) print(text.noSudo)
  return {
    updaters,
    has: { ssh: isPlan || findProgram(packages['openssh-client']) !== undefined, sudo: hasSudo },
    allowsRequests: allowed,
    refusedTokens: await refusedTokens(machine, collectorUrl),
    packAgent: await isPublished(checkout, machine.at(layout.agents)) ? undefined : async () => {
      await runPublishAgent([], { checkout, language, print, complain: print })
    }
  }
}
