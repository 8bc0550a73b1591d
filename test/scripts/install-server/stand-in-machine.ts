import { appendFileSync, chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { enabledLink, layout, stateDirectory, timer, unitFile, type ServiceName } from '../../../scripts/install-server/layout.ts'
import { packagedPath } from '../../../scripts/install-server/packaged-path.ts'
import { StartProblem } from '../../../scripts/start/problem.ts'
import { updatePaths } from '../../../scripts/install-server/update-files.ts'
import type { Machine } from '../../../scripts/install-server/machine.ts'
import { membersOf } from '../../../scripts/install-server/update-steps.ts'

export interface StandInMachine extends Machine {
  /** What was run, a line each, what only looks aside. */
  readonly ran: string[]
  readonly write: (path: string, content: string) => void
  /** As if systemd had not read the units that lie there. */
  readonly forgetReload: () => void
  /** The devices that the collector knows; where it is undefined, the command mimamori fails. */
  devices: readonly string[] | undefined
  /** The names of tokens that the collector knows. */
  tokens: readonly string[]
}

const data = stateDirectory('mimamori-collector')

/**
 * A Debian in a directory. Of the programs that are run there it has what a plan looks at afterwards: users, links, which service runs
 * since when, and the files that the collector writes at its start. Owners it leaves out: all is this process'.
 */
export const standInMachine = (): StandInMachine => {
  const root = temporaryDirectory()
  const ran: string[] = []
  const startedAt = new Map<string, number>()
  let isUnread = false
  const at = (path: string): string => join(root, path)
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(at(path)), { recursive: true })
    writeFileSync(at(path), content)
  }
  write('/etc/passwd', 'root:x:0:0:root:/root:/bin/bash\n')
  write('/etc/group', 'root:x:0:\n')

  const linkOf = (unit: string): string => unit === timer.name ? timer.enabledLink : enabledLink(unit as ServiceName)
  const systemctl: Readonly<Record<string, (service: ServiceName) => string | void>> = {
    show: (service) =>
      `ActiveState=${startedAt.has(service) ? 'active' : 'inactive'}\nNRestarts=0\nNeedDaemonReload=${isUnread ? 'yes' : 'no'}\nExecMainStartTimestamp=@${startedAt.get(service) ?? 0}\n`,
    'daemon-reload' () {
      isUnread = false
    },
    start (service) {
      startedAt.set(service, Math.floor(Date.now() / 1000) + 1)
      if (service !== 'mimamori-collector') return
      for (const file of ['mimamori.db', 'tokens/prometheus', 'tokens/alertmanager', 'alertmanager/alertmanager.yml']) {
        write(join(data, file), '')
      }
    },
    restart: (service) => systemctl['start']!(service),
    enable: (unit) => {
      const file = at(unit.endsWith('.timer') ? timer.file : unitFile(unit))
      const link = at(linkOf(unit))
      mkdirSync(dirname(link), { recursive: true })
      if (!existsSync(link)) symlinkSync(existsSync(file) ? file : at(packagedPath(file.slice(root.length))), link)
    },
    reenable (unit) {
      rmSync(at(linkOf(unit)), { force: true })
      return systemctl['enable']!(unit)
    },
    disable (service) {
      startedAt.delete(service)
      rmSync(at(linkOf(service)), { force: true })
    }
  }
  const programs: Readonly<Record<string, (...args: readonly string[]) => string | void>> = {
    systemctl: (verb, ...words) => systemctl[verb]?.(words.find((word) => word.startsWith('mimamori-')) as ServiceName),
    'systemd-sysusers': (...files) => {
      const users = [
        'mimamori-collector',
        ...(files.includes(basename(layout.agentUsers)) ? ['mimamori-agent'] : []),
        ...(files.includes(basename(layout.alertingUsers)) ? ['mimamori-prometheus', 'mimamori-alertmanager'] : []),
        'mimamori'
      ]
      for (const user of users) {
        appendFileSync(at('/etc/passwd'), `${user}:x:999:999::/:/usr/sbin/nologin\n`)
        appendFileSync(at('/etc/group'), `${user}:x:${process.getgid!()}:\n`)
      }
      appendFileSync(at('/etc/group'), 'mimamori-admins:x:998:\n')
    },
    runuser: (...words) => {
      write(layout.deviceKey, `${words.at(-1)}\n`)
    },
    gpasswd: (verb, name, group) => {
      const members = membersOf(group, machine)
      const changed = verb === '--add' ? [...members, name] : members.filter((member) => member !== name)
      writeFileSync(
        at('/etc/group'),
        readFileSync(at('/etc/group'), 'utf8').replace(new RegExp(`^(${group}:.*:).*$`, 'm'), (_line, begin) => `${begin}${changed.join(',')}`)
      )
    },
    mimamori: (subject, verb, id) => {
      if (subject === 'backup' || subject === 'https') return ''
      if (subject === 'tokens' && verb === 'list') return JSON.stringify(machine.tokens.map((name) => ({ name })))
      if (subject === 'tokens') {
        machine.tokens = [...machine.tokens, id]
        return JSON.stringify({ name: id, token: `token of ${id}` })
      }
      if (machine.devices === undefined) throw new StartProblem('the collector does not answer')
      if (verb === 'enroll') machine.devices = [...machine.devices, id]
      if (!machine.devices.includes(id)) throw new StartProblem(`no device is enrolled as ${id}`)
      return JSON.stringify(verb === 'show' ? { id, state: 'active' } : { id, key: `${verb} of ${id}` })
    },
    'systemd-tmpfiles': (_create, file) => {
      if (file === basename(layout.updateDirectories)) {
        for (const { path, mode, kind } of updatePaths) {
          if (kind === 'directory') mkdirSync(at(path), { recursive: true })
          if (kind === 'file' && !existsSync(at(path))) write(path, '')
          if (existsSync(at(path))) chmodSync(at(path), mode)
        }
        return
      }
      mkdirSync(at(join(data, 'alertmanager')), { recursive: true })
      chmodSync(at(join(data, 'alertmanager')), 0o750)
      for (const token of ['prometheus', 'alertmanager'].map((name) => at(join(data, 'tokens', name)))) {
        if (existsSync(token)) chmodSync(token, 0o640)
      }
    }
  }
  const machine: StandInMachine = {
    ran, at, write,
    devices: [],
    tokens: [],
    copy: (from, to) => { cpSync(from, to, { recursive: true }) },
    forgetReload: () => { isUnread = true },
    run: (program, ...args) => {
      if (args[0] !== 'show' && args[1] !== 'show' && args[1] !== 'list') ran.push([program, ...args].join(' ').replaceAll(root, ''))
      return programs[basename(program)]?.(...args) ?? ''
    }
  }
  return machine
}
