import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { isAsDeclared } from './declared-path.ts'
import { writeSteps } from './file-steps.ts'
import { inventoryFiles } from './inventory-files.ts'
import { adminsGroup, enabledLink, layout, timer, updateUser } from './layout.ts'
import type { Machine } from './machine.ts'
import type { Server, ServerFile } from './server.ts'
import { enableVerb, startSteps } from './service-steps.ts'
import type { Step } from './step.ts'
import { sudoersSteps } from './sudoers.ts'
import type { InstallServerText } from './text.ts'
import { tokenSteps } from './token-steps.ts'
import { updatePaths } from './update-files.ts'

interface Deps {
  readonly machine: Machine
  /** The files that are about to be written. */
  readonly changed: readonly ServerFile[]
  /** The files that are about to be removed, since the package has them. */
  readonly hiding: readonly ServerFile[]
  readonly text: InstallServerText
  readonly isReady: (pid: number | undefined, url: URL) => Promise<boolean>
}

/** The members of a group, as /etc/group has them. */
export const membersOf = (group: string, { at }: Pick<Machine, 'at'>): readonly string[] => {
  const [, , , members = ''] = readFileSync(at('/etc/group'), 'utf8').split('\n')
    .map((line) => line.split(':')).find(([name]) => name === group) ?? []
  return members.split(',').filter((name) => name !== '')
}

const keySteps = ({ at, run }: Machine, text: InstallServerText): readonly Step[] => existsSync(at(layout.deviceKey))
  ? []
  : [{
      what: text.createKey(layout.deviceKey),
      run () {
        const keygen = ['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', 'mimamori updates', '-f', at(layout.deviceKey)]
        run('runuser', '-u', updateUser, '--', ...keygen)
      }
    }]

const directorySteps = ({ machine, changed, text }: Deps): readonly Step[] => {
  const isSound = isAsDeclared(machine)
  const isUnsound = updatePaths.some(
    (declared) => (declared.kind !== 'secret' || existsSync(machine.at(declared.path))) && !isSound(declared)
  )
  return isUnsound || changed.some(({ path }) => path === layout.updateDirectories)
    ? [{ what: text.createUpdatePaths, run: () => { machine.run('systemd-tmpfiles', '--create', basename(layout.updateDirectories)) } }]
    : []
}

const requestSteps = (allowsRequests: boolean, deps: Deps): readonly Step[] => {
  const { machine: { at, run }, text } = deps
  if (allowsRequests) return startSteps({ service: 'mimamori-requests', settingsFiles: [at(layout.updateSettings)] }, deps)
  return existsSync(at(enabledLink('mimamori-requests')))
    ? [{
        what: text.stopRequests(layout.updateSettings),
        run: () => { run('systemctl', 'disable', '--now', '--quiet', 'mimamori-requests') }
      }]
    : []
}

/** The steps for updating, adding and looking after devices: before the collector runs, and once it does. */
export const updateSteps = (server: Server, deps: Deps): Readonly<Record<'beforeStart' | 'afterStart', readonly Step[]>> => {
  const { checkout, updates: { updaters, has, allowsRequests, packAgent } } = server
  const { machine, hiding, text } = deps
  const { at, run } = machine
  const members = membersOf(adminsGroup, machine)
  const enablingTimer = enableVerb(at(timer.enabledLink), hiding.some(({ path }) => path === timer.file))
  return {
    beforeStart: [
      ...directorySteps(deps),
      ...has.ssh ? keySteps(machine, text) : [],
      ...has.sudo ? sudoersSteps(checkout, machine, text) : [],
      ...updaters.filter((name) => !members.includes(name)).map(
        (name): Step => ({ what: text.addUpdater(name, adminsGroup), run: () => { run('gpasswd', '--add', name, adminsGroup) } })
      ),
      ...members.filter((name) => !updaters.includes(name)).map(
        (name): Step => ({ what: text.removeUpdater(name, adminsGroup), run: () => { run('gpasswd', '--delete', name, adminsGroup) } })
      ),
      ...writeSteps(inventoryFiles(server, machine).changed, deps)
    ],
    afterStart: [
      ...tokenSteps(server, machine, text),
      ...enablingTimer === undefined ? [] : [
        { what: text.enableCatchUp, run: () => { run('systemctl', enablingTimer, '--now', '--quiet', timer.name) } }
      ],
      ...requestSteps(allowsRequests, deps),
      ...packAgent === undefined ? [] : [{ what: text.packAgent(layout.agents), run: packAgent }]
    ]
  }
}
