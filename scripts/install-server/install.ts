import { existsSync } from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { lanOrigin, linkOrigin } from '../../collector/src/platform/config/origin.ts'
import { builtAgent } from '../build/built-agent.ts'
import { buildServer } from '../build/server.ts'
import { alertmanagerNames } from '../start/alertmanager.ts'
import { requireFreeDirectory } from '../start/collector.ts'
import { collectorUrl } from '../start/collector-url.ts'
import { findProgram } from '../start/find-program.ts'
import { installAlerting } from '../start/install-packages.ts'
import { checkout } from '../start/directories.ts'
import { prometheusNames } from '../start/prometheus.ts'
import { isReady } from '../start/ready.ts'
import { startText } from '../start/text.ts'
import { settingsFile as backupSettings } from '../../collector/cli/src/backup/server-paths.ts'
import { isToCarryOn, movedPaths } from './carry-on.ts'
import { confirm } from './confirm.ts'
import { decide, requireDecisions } from './decide.ts'
import { decisionSteps } from './decision-steps.ts'
import { decisionText } from './decision-text.ts'
import { suggestedDecisions } from './decisions.ts'
import { requireSpace } from './free-space.ts'
import { requireFreePorts } from './free-ports.ts'
import type { InstallDeps } from './install-deps.ts'
import { inventoryFiles } from './inventory-files.ts'
import { adminsGroup, inventoryDirectory, layout, unitFile } from './layout.ts'
import { hasOthersAgent, localDeviceId } from './local-device.ts'
import { findOldAnsible } from './old-ansible.ts'
import type { InstallServerOptions } from './options.ts'
import { installedServices, planInstallation } from './plan-installation.ts'
import type { Questions } from './questions.ts'
import { requireUsableCheckout } from './requirements.ts'
import { requireKnownSchema } from './known-schema.ts'
import { readServerSettings, settleSettings, storedSettings } from './server-settings.ts'
import type { Server } from './server.ts'
import { setUpCommand } from './set-up-command.ts'
import { followSteps } from './step.ts'
import { missingSudoRules } from './sudoers.ts'
import { checkoutToTakeOver } from './take-over.ts'
import { findUpdateSetup } from './update-setup.ts'

/** Files that an administrator has written, and that are therefore left to them. */
const ofAdministrators = (server: Server, { machine, text }: InstallDeps): readonly string[] => {
  const rules = missingSudoRules(server.checkout, machine)
  return [
    ...rules.length === 0 ? [] : [text.othersSudoers(layout.sudoers, rules.join('\n  '))],
    ...inventoryFiles(server, machine).isOurs ? [] : [text.othersInventory(inventoryDirectory(server.checkout))],
    ...server.updates.updaters.length === 0 ? [text.noAdmins(adminsGroup)] : []
  ]
}

const startDirectory = join(checkout, 'var')

/** The account that called sudo. */
const caller = ({ SUDO_USER: name }: NodeJS.ProcessEnv): string | undefined => name === 'root' ? undefined : name || undefined

interface Deps extends InstallDeps, Pick<InstallServerOptions, 'given' | 'isConfirmed'> {
  /** Undefined if there is nobody to ask. */
  readonly questions: Questions | undefined
}

/** Sets the server up, or the parts of it that are not as they should be. @throws {StartProblem} {ConfigError} */
export const install = async (deps: Deps): Promise<void> => {
  const { isPlan, given, isConfirmed, machine, language, text, print } = deps
  requireUsableCheckout(checkout, text)
  const stored = storedSettings(machine)
  const before = readServerSettings(stored, language)
  const suggested = suggestedDecisions({ machine, config: before, caller: caller(process.env) })
  const questions = setUpCommand.asks && !isConfirmed && !isPlan ? deps.questions : undefined
  const about = { given, suggested, questions, machine, print, text: decisionText(language) }
  if (setUpCommand.asks && questions === undefined && !isPlan) requireDecisions({ ...about, isConfirmed })
  const decisions = await decide({ ...about, hasBackups: existsSync(machine.at(backupSettings)) })
  const settings = settleSettings(stored, decisions, { suggested, config: before })
  const oldAnsible = findOldAnsible(machine)
  if (oldAnsible !== undefined) print(text.oldAnsible(oldAnsible))
  const config = readServerSettings(settings, language)
  const hasOwn = config.prometheusUrl !== undefined || config.alertmanagerUrl !== undefined
  const wantsAlerting = config.alerts && !hasOwn
  if (!wantsAlerting) print(hasOwn ? text.othersAlerting(layout.settings) : text.withoutAlerts(layout.settings))
  await requireFreePorts({ config, hasAlerting: wantsAlerting, machine, text })
  requireKnownSchema({ machine, config, text })
  const carried = { machine, from: startDirectory, dataDir: config.dataDir }
  if (isToCarryOn(carried)) {
    requireFreeDirectory(startDirectory, language)
    requireSpace(movedPaths(carried), text)
  }

  const find = () => ({ prometheus: findProgram(prometheusNames), alertmanager: findProgram(alertmanagerNames) })
  const isMissing = wantsAlerting && Object.values(find()).includes(undefined)
  if (isMissing && isPlan) print(`- ${text.installPackages}`)
  if (isMissing && !isPlan) await installAlerting({ text: { ...startText(language), installFailed: text.installFailed }, print })
  const {
    prometheus = isPlan ? '/usr/bin/prometheus' : undefined, alertmanager = isPlan ? '/usr/bin/prometheus-alertmanager' : undefined
  } = find()
  const url = await collectorUrl(config, startText(language))
  const server: Server = {
    checkout,
    takesOver: checkoutToTakeOver(machine, checkout),
    settings,
    config,
    collectorUrl: url,
    deviceUrl: lanOrigin(config),
    updates: await findUpdateSetup({
      ...deps, updaters: decisions.updaters, checkout, collectorUrl: url, hasOldAnsible: oldAnsible !== undefined
    }),
    agent: hasOthersAgent(machine) ? undefined : {
      code: await builtAgent(), deviceId: localDeviceId(machine, startDirectory)
    },
    memoryBytes: totalmem(),
    alerting: wantsAlerting && prometheus !== undefined && alertmanager !== undefined ? { prometheus, alertmanager } : undefined
  }
  if (server.agent === undefined) print(text.othersAgent(unitFile('mimamori-agent')))
  for (const line of ofAdministrators(server, deps)) print(line)
  const steps = [
    ...planInstallation(server, { machine, text, startDirectory, isReady }),
    ...decisionSteps(decisions, { ...about, checkout })
  ]
  if (questions !== undefined && steps.length > 0) await confirm(steps, { ...about, questions })
  // The service may not write there, and would compile it at each start.
  if (!isPlan) await buildServer()
  await followSteps(steps, isPlan, print)
  if (steps.length === 0) print(text.nothingToDo)
  if (!isPlan && server.takesOver !== undefined) print(text.checkoutUnused(server.takesOver))
  if (!isPlan) print(text.ready({ url: linkOrigin(config), services: installedServices(server).join(', ') }))
}
