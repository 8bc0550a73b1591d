import { existsSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { alertingPorts } from '@mimamori/dashboards'
import { replaceFileSync } from '@mimamori/program/durable-file'
import { ownAgentFiles } from '../../collector/src/cli/own-agent.ts'
import { makeDirectory } from '../../collector/src/storage/private-file.ts'
import { readPrivateFile } from '../start/private-file.ts'
import { StartProblem } from '../start/problem.ts'
import { collectorReadySeconds } from '../start/ready.ts'
import { carryOn, isToCarryOn } from './carry-on.ts'
import { alertingDropIn, layout, services } from './layout.ts'
import { linkTarget } from './link-target.ts'
import type { Machine } from './machine.ts'
import { pauseOwnDevice } from './own-device.ts'
import { removeFile } from './remove-file.ts'
import { alertmanagerConfigFile, serverFiles, sharedWith, type Server } from './server-files.ts'
import { firstSettingsFile } from './server-settings.ts'
import { removeSteps, startSteps } from './service-steps.ts'
import type { Step } from './step.ts'
import type { InstallServerText } from './text.ts'

export interface PlanOptions {
  readonly machine: Machine
  readonly text: InstallServerText
  /** Where `npm start` keeps its data. */
  readonly startDirectory: string
  readonly isReady: (url: URL) => Promise<boolean>
}

/** The ids of users or groups, by their names. */
const idsIn = (file: string): ReadonlyMap<string, number> => new Map(readFileSync(file, 'utf8').split('\n').map((line) => line.split(':')).map(([name = '', , id]) => [name, Number(id)]))

/** What makes a machine this server, or again this server, in order; nothing where it is. */
export const planInstallation = (server: Server, { machine, text, startDirectory, isReady }: PlanOptions): readonly Step[] => {
  const { at, run } = machine
  const { checkout, config, collectorUrl, alerting } = server
  const settingsFile = at(layout.settings)
  const files = serverFiles(server)
  const changed = files.filter(({ path, content }) => !existsSync(at(path)) || readFileSync(at(path), 'utf8') !== content)
  const write = (path: string, content: string, mode = 0o644): void => {
    makeDirectory(dirname(at(path)), 0o755)
    replaceFileSync(at(path), content, { mode })
  }

  const users = alerting === undefined ? services.slice(0, 1) : services
  const present = idsIn(at('/etc/passwd'))
  const missingUsers = users.filter((user) => !present.has(user))
  const shared = alerting === undefined ? [] : sharedWith(config)
  const isUnshared = shared.filter(({ path, mode, group }) => {
    const found = statSync(at(path), { throwIfNoEntry: false })
    return found === undefined || (found.mode & 0o777) !== mode || found.gid !== idsIn(at('/etc/group')).get(group)
  })
  const share: Step = { what: text.share, run: () => { run('systemd-tmpfiles', '--create', layout.sharing) } }
  const obsolete = services.filter((service) => !users.includes(service))
  const removals = [
    ...obsolete.flatMap((service) => removeSteps(service, { machine, text })),
    ...alerting === undefined ? [alertingDropIn, layout.sharing].flatMap((path) => removeFile(path, { machine, text })) : []
  ]
  const isCarried = isToCarryOn({ machine, from: startDirectory, dataDir: config.dataDir })
  const ownDevice = isCarried ? readPrivateFile(ownAgentFiles(startDirectory).id) : undefined
  const command = join(checkout, 'collector/bin/mimamori')
  const parts = { machine, changed, text, isReady }
  const tls = [config.tlsCert, config.tlsKey].filter((file) => file !== undefined)
  const local = (port: number): URL => new URL(`http://127.0.0.1:${port}/-/ready`)

  return [
    ...changed.map(({ path, content }) => ({ what: text.write(path), run: () => { write(path, content) } })),
    ...missingUsers.length === 0 ? [] : [{ what: text.createUsers(missingUsers.join(', ')), run: () => { run('systemd-sysusers', layout.collectorUsers, ...alerting === undefined ? [] : [layout.alertingUsers]) } }],
    ...existsSync(settingsFile)
      ? []
      : [{
          what: text.writeSettings(layout.settings),
          run () {
            write(layout.settings, firstSettingsFile, 0o640)
            run('chgrp', 'mimamori-collector', settingsFile)
          }
        }],
    ...isCarried ? carryOn({ machine, from: startDirectory, dataDir: config.dataDir, text }) : [],
    ...removals,
    ...changed.some(({ path }) => path === layout.sharing) || isUnshared.some(({ isDirectory }) => isDirectory) ? [share] : [],
    ...removals.length > 0 || changed.some(({ readBy }) => readBy?.at === 'start') ? [{ what: text.daemonReload, run: () => { run('systemctl', 'daemon-reload') } }] : [],
    ...startSteps({ service: 'mimamori-collector', readyUrl: new URL('/healthz', collectorUrl), readySeconds: collectorReadySeconds, settingsFiles: [settingsFile, ...tls], hasLostFiles: removals.length > 0 }, parts),
    ...isUnshared.some(({ isDirectory }) => !isDirectory) ? [share] : [],
    ...alerting === undefined
      ? []
      : [
          ...existsSync(at(alertmanagerConfigFile(config))) ? [] : [{ what: text.lookForConfiguration, run: () => { if (!existsSync(at(alertmanagerConfigFile(config)))) throw new StartProblem(text.noConfiguration) } }],
          ...startSteps({ service: 'mimamori-alertmanager', readyUrl: local(alertingPorts.alertmanager), readySeconds: 60 }, parts),
          ...startSteps({ service: 'mimamori-prometheus', readyUrl: local(alertingPorts.prometheus), readySeconds: 300 }, parts)
        ],
    ...linkTarget(at(layout.command)) === command
      ? []
      : [{
          what: text.link(layout.command),
          run () {
            makeDirectory(dirname(at(layout.command)), 0o755)
            rmSync(at(layout.command), { force: true })
            symlinkSync(command, at(layout.command))
          }
        }],
    ...ownDevice === undefined ? [] : [pauseOwnDevice(ownDevice, { checkout, machine, text })]
  ]
}
