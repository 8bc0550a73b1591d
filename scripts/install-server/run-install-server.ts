import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { alertingPorts } from '@mimamori/dashboards'
import type { Language } from '@mimamori/program/language'
import { ConfigError } from '../../collector/src/config/load-config.ts'
import { linkOrigin } from '../../collector/src/config/origin.ts'
import type { Config } from '../../collector/src/config/settings.ts'
import { asksForHelp } from '../../collector/src/config/settings-help.ts'
import { alertmanagerNames } from '../start/alertmanager.ts'
import { requireFreeDirectory } from '../start/collector.ts'
import { collectorUrl } from '../start/collector-url.ts'
import { findProgram } from '../start/find-program.ts'
import { installAlerting } from '../start/install-alerting.ts'
import { checkout } from '../start/places.ts'
import { isFree } from '../start/port.ts'
import { StartProblem } from '../start/problem.ts'
import { prometheusNames } from '../start/prometheus.ts'
import { isReady } from '../start/ready.ts'
import { startText } from '../start/text.ts'
import { isToCarryOn } from './carry-on.ts'
import { layout, services, stateDirectory, type ServiceName } from './layout.ts'
import { thisMachine, type Machine } from './machine.ts'
import { readInstallServerOptions } from './options.ts'
import { planInstallation } from './plan-installation.ts'
import { planRemoval } from './plan-removal.ts'
import { requireServer, requireUsableCheckout } from './requirements.ts'
import type { Server } from './server-files.ts'
import { readServerSettings } from './server-settings.ts'
import type { Step } from './step.ts'
import { installServerText, type InstallServerText } from './text.ts'
import { readUnitState } from './unit-state.ts'

export interface InstallServerParts {
  readonly language: Language
  readonly print: (line: string) => void
  readonly complain: (line: string) => void
}

const startDirectory = join(checkout, 'var')

/** @throws {StartProblem} where something else listens at an address that a service needs */
const requireFreePorts = async (config: Config, hasAlerting: boolean, machine: Machine, text: InstallServerText): Promise<void> => {
  const addresses: readonly (readonly [ServiceName, string, number])[] = [
    ['mimamori-collector', config.listen.host, config.listen.port],
    ...hasAlerting ? [['mimamori-alertmanager', '127.0.0.1', alertingPorts.alertmanager], ['mimamori-prometheus', '127.0.0.1', alertingPorts.prometheus]] as const : []
  ]
  for (const [service, host, port] of addresses) {
    if (!readUnitState(machine, service).isActive && !await isFree(host, port)) throw new StartProblem(text.portTaken[service](`${host}:${port}`))
  }
}

/** Does each step and says so, or only says what each would do. */
const follow = async (steps: readonly Step[], isPlan: boolean, print: (line: string) => void): Promise<void> => {
  for (const { what, run } of steps) {
    print(isPlan ? `- ${what}` : `${what} …`)
    if (!isPlan) await run()
  }
}

const install = async (isPlan: boolean, machine: Machine, text: InstallServerText, { language, print }: InstallServerParts): Promise<void> => {
  requireUsableCheckout(checkout, text)
  const config = readServerSettings(machine, language)
  const hasOwn = config.prometheusUrl !== undefined || config.alertmanagerUrl !== undefined
  const wantsAlerting = config.alerts && !hasOwn
  if (!wantsAlerting) print(hasOwn ? text.othersAlerting(layout.settings) : text.withoutAlerts(layout.settings))
  await requireFreePorts(config, wantsAlerting, machine, text)
  if (isToCarryOn({ machine, from: startDirectory, dataDir: config.dataDir })) requireFreeDirectory(startDirectory, language)

  const find = () => ({ prometheus: findProgram(prometheusNames), alertmanager: findProgram(alertmanagerNames) })
  const isMissing = wantsAlerting && Object.values(find()).includes(undefined)
  if (isMissing && isPlan) print(`- ${text.installPackages}`)
  if (isMissing && !isPlan) await installAlerting({ text: { ...startText(language), installFailed: text.installFailed }, print })
  const { prometheus = isPlan ? '/usr/bin/prometheus' : undefined, alertmanager = isPlan ? '/usr/bin/prometheus-alertmanager' : undefined } = find()
  const server: Server = {
    checkout,
    config,
    collectorUrl: await collectorUrl(config, startText(language)),
    alerting: wantsAlerting && prometheus !== undefined && alertmanager !== undefined ? { prometheus, alertmanager } : undefined
  }
  const steps = planInstallation(server, { machine, text, startDirectory, isReady })
  await follow(steps, isPlan, print)
  if (steps.length === 0) print(text.nothingToDo)
  if (!isPlan) print(text.ready({ url: linkOrigin(config), services: (server.alerting === undefined ? services.slice(0, 1) : services).join(', ') }))
}

const remove = async (isPlan: boolean, machine: Machine, text: InstallServerText, { print }: InstallServerParts): Promise<void> => {
  const steps = planRemoval({ checkout, machine, text })
  await follow(steps, isPlan, print)
  if (steps.length === 0) print(text.notInstalled)
  const kept = [...services.map(stateDirectory), layout.settings].filter((path) => existsSync(path))
  if (!isPlan && kept.length > 0) print(text.kept(kept.join(' ')))
}

/** `npm run install-server`; gives the exit code: 2 for a mistake on the command line or in the settings, 1 for anything else. */
export const runInstallServer = async (args: readonly string[], parts: InstallServerParts): Promise<0 | 1 | 2> => {
  const { language, print, complain } = parts
  const text = installServerText(language)
  if (asksForHelp(args)) {
    print(text.help)
    return 0
  }
  try {
    const { isPlan, isRemoval } = readInstallServerOptions(args, language)
    const machine = thisMachine(text)
    requireServer(machine, text)
    await (isRemoval ? remove : install)(isPlan, machine, text, parts)
    return 0
  } catch (error) {
    if (!(error instanceof StartProblem || error instanceof ConfigError)) throw error
    complain(error instanceof ConfigError ? `${layout.settings}: ${error.message}` : error.message)
    return error instanceof StartProblem ? error.exitCode : 2
  }
}
