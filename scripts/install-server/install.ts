import { totalmem } from 'node:os'
import { join } from 'node:path'
import { lanOrigin, linkOrigin } from '../../collector/src/platform/config/origin.ts'
import { agentProgram, bundleProgram } from '../build/bundle.ts'
import { buildServer } from '../build/server.ts'
import { alertmanagerNames } from '../start/alertmanager.ts'
import { requireFreeDirectory } from '../start/collector.ts'
import { collectorUrl } from '../start/collector-url.ts'
import { findProgram } from '../start/find-program.ts'
import { installAlerting } from '../start/install-packages.ts'
import { checkout } from '../start/places.ts'
import { prometheusNames } from '../start/prometheus.ts'
import { isReady } from '../start/ready.ts'
import { startText } from '../start/text.ts'
import { isToCarryOn, movedPaths } from './carry-on.ts'
import { requireSpace } from './free-space.ts'
import { requireFreePorts } from './free-ports.ts'
import type { InstallDeps } from './install-deps.ts'
import { inventoryDirectory, inventoryFiles } from './inventory-files.ts'
import { adminsGroup, layout, unitFile } from './layout.ts'
import { hasOthersAgent, ownDeviceId } from './own-device.ts'
import { findOldAnsible } from './old-ansible.ts'
import { installedServices, planInstallation } from './plan-installation.ts'
import { requireUsableCheckout } from './requirements.ts'
import { readServerSettings } from './server-settings.ts'
import type { Server } from './server.ts'
import { followSteps } from './step.ts'
import { missingSudoRules } from './sudoers.ts'
import { findUpdateSetup } from './update-setup.ts'
import { membersOf } from './update-steps.ts'

/** Files that an administrator has written, and that are therefore left to them. */
const ofAdministrators = (server: Server, { machine, text }: InstallDeps): readonly string[] => {
  const rules = missingSudoRules(server.checkout, machine)
  return [
    ...rules.length === 0 ? [] : [text.othersSudoers(layout.sudoers, rules.join('\n  '))],
    ...inventoryFiles(server, machine).ours === undefined ? [text.othersInventory(inventoryDirectory(server.checkout))] : [],
    ...server.updates.admins.length + membersOf(adminsGroup, machine).length === 0 ? [text.noAdmins(adminsGroup)] : []
  ]
}

const startDirectory = join(checkout, 'var')

/** Sets the server up, or what of it is not as it should be. @throws {StartProblem} {ConfigError} */
export const install = async (deps: InstallDeps): Promise<void> => {
  const { isPlan, machine, language, text, print } = deps
  requireUsableCheckout(checkout, text)
  const oldAnsible = findOldAnsible(machine)
  if (oldAnsible !== undefined) print(text.oldAnsible(oldAnsible))
  const config = readServerSettings(machine, language)
  const hasOwn = config.prometheusUrl !== undefined || config.alertmanagerUrl !== undefined
  const wantsAlerting = config.alerts && !hasOwn
  if (!wantsAlerting) print(hasOwn ? text.othersAlerting(layout.settings) : text.withoutAlerts(layout.settings))
  await requireFreePorts({ config, hasAlerting: wantsAlerting, machine, text })
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
    config,
    collectorUrl: url,
    deviceUrl: lanOrigin(config),
    updates: await findUpdateSetup({ ...deps, checkout, collectorUrl: url, hasOldAnsible: oldAnsible !== undefined }),
    agent: hasOthersAgent(machine) ? undefined : {
      code: (await bundleProgram(agentProgram)).code, deviceId: ownDeviceId(machine, startDirectory)
    },
    memoryBytes: totalmem(),
    alerting: wantsAlerting && prometheus !== undefined && alertmanager !== undefined ? { prometheus, alertmanager } : undefined
  }
  if (server.agent === undefined) print(text.othersAgent(unitFile('mimamori-agent')))
  for (const line of ofAdministrators(server, deps)) print(line)
  const steps = planInstallation(server, { machine, text, startDirectory, isReady })
  // The service may not write there, and would compile it at each start.
  if (!isPlan) await buildServer()
  await followSteps(steps, isPlan, print)
  if (steps.length === 0) print(text.nothingToDo)
  if (!isPlan) print(text.ready({ url: linkOrigin(config), services: installedServices(server).join(', ') }))
}
