import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { alertingPorts } from '@mimamori/dashboards'
import { StartProblem } from '../start/problem.ts'
import { carryOn, isToCarryOn } from './carry-on.ts'
import { changedFiles, commandSteps, hidingFiles, removeFile, settingsSteps, userSteps, writeSteps } from './file-steps.ts'
import { alertingDropIn, layout, memoryDropIn, services, type ServiceName } from './layout.ts'
import type { Machine } from './machine.ts'
import { enrollSteps } from './local-device.ts'
import { serverFiles } from './server-files.ts'
import type { Server } from './server.ts'
import { removeSteps, startSteps } from './service-steps.ts'
import { shareSteps } from './share-steps.ts'
import { alertmanagerConfigFile } from './static-files.ts'
import type { Step } from './step.ts'
import { takeOverSteps } from './take-over.ts'
import type { InstallServerText } from './text.ts'
import { readUnitState } from './unit-state.ts'
import { updateSteps } from './update-steps.ts'

export interface PlanOptions {
  readonly machine: Machine
  readonly text: InstallServerText
  /** The data directory of `npm start`. */
  readonly startDirectory: string
  readonly isReady: (pid: number | undefined, url: URL) => Promise<boolean>
}

const readyUrl = (port: number): URL => new URL(`http://127.0.0.1:${port}/-/ready`)

/** The services that this server runs, in the order in which they start. */
export const installedServices = ({ agent, alerting }: Pick<Server, 'agent' | 'alerting'>): readonly ServiceName[] =>
  services.filter((service) => service === 'mimamori-collector' || (service === 'mimamori-agent' ? agent : alerting) !== undefined)

/** The steps that make a machine this server, in order; none if it is already. */
export const planInstallation = (server: Server, { machine, text, startDirectory, isReady }: PlanOptions): readonly Step[] => {
  const { at, run } = machine
  const { checkout, config, collectorUrl, alerting, agent } = server
  const ours = installedServices(server)
  const files = serverFiles(server)
  const [changed, hiding] = [changedFiles(files, machine), hidingFiles(files, machine)]
  const deps = { machine, changed, hiding, text, isReady }

  const isCarried = isToCarryOn({ machine, from: startDirectory, dataDir: config.dataDir })
  const hasFleet = isCarried || existsSync(at(join(config.dataDir, 'mimamori.db')))
  const enrolling = agent === undefined ? [] : enrollSteps({ checkout, machine, text, deviceId: agent.deviceId, hasFleet })
  const removals = alerting !== undefined
    ? []
    : [
        ...services.filter((service) => service !== 'mimamori-agent' && !ours.includes(service)).flatMap(
          (service) => removeSteps(service, deps)
        ),
        ...[alertingDropIn, memoryDropIn, layout.sharing].flatMap((path) => removeFile(path, deps))
      ]
  const sharing = alerting === undefined
    ? { beforeStart: [], afterStart: [] }
    : shareSteps({ machine, config, text, isChanged: changed.some(({ path }) => path === layout.sharing) })
  const isUnread = removals.length > 0 || hiding.length > 0 || changed.some(({ path }) => path.startsWith('/etc/systemd/')) || (
    [...ours, 'mimamori-requests', 'mimamori-catch-up'] as const
  ).some((service) => readUnitState(machine, service).isUnread)
  const taking = takeOverSteps(server, deps)
  const updating = updateSteps(server, deps)
  const settling = settingsSteps(server, deps)
  const requireConfiguration = (): void => {
    if (!existsSync(at(alertmanagerConfigFile(config)))) throw new StartProblem(text.noConfiguration)
  }

  return [
    ...taking.first,
    ...writeSteps(changed, deps),
    ...hiding.flatMap(({ path }) => removeFile(path, deps)),
    ...userSteps(ours, deps),
    ...settling,
    ...isCarried ? carryOn({ machine, from: startDirectory, dataDir: config.dataDir, text }) : [],
    ...removals,
    ...sharing.beforeStart,
    ...updating.beforeStart,
    ...isUnread ? [{ what: text.daemonReload, run: () => { run('systemctl', 'daemon-reload') } }] : [],
    ...startSteps({
      service: 'mimamori-collector',
      readyUrl: new URL('/healthz', collectorUrl),
      // After a power cut a slow card takes its time.
      readySeconds: 300,
      settingsFiles: [at(layout.settings), ...[config.tlsCert, config.tlsKey].filter((file) => file !== undefined)],
      hasLostFiles: settling.length > 0 || removals.length > 0
    }, deps),
    ...agent === undefined
      ? []
      : [
          ...enrolling,
          ...startSteps({ service: 'mimamori-agent', settingsFiles: [at(layout.agentKey)], hasLostFiles: enrolling.length > 0 }, deps)
        ],
    ...sharing.afterStart,
    ...alerting === undefined
      ? []
      : [
          ...existsSync(at(alertmanagerConfigFile(config))) ? [] : [{ what: text.checkConfiguration, run: requireConfiguration }],
          ...startSteps({ service: 'mimamori-alertmanager', readyUrl: readyUrl(alertingPorts.alertmanager), readySeconds: 60 }, deps),
          ...startSteps({ service: 'mimamori-prometheus', readyUrl: readyUrl(alertingPorts.prometheus), readySeconds: 300 }, deps)
        ],
    ...commandSteps(checkout, deps),
    ...updating.afterStart,
    ...taking.afterStart
  ]
}
