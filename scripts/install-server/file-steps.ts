import { existsSync, readdirSync, readFileSync, readlinkSync, rmdirSync, rmSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { replaceFileSync } from '@mimamori/program/durable-file'
import { packagedServer } from '@mimamori/program/packaged-server'
import { linkOrigin } from '../../collector/src/platform/config/origin.ts'
import { makeDirectory } from '../../collector/src/platform/storage/private-file.ts'
import { adminsGroup, layout, updateUser, type ServiceName } from './layout.ts'
import type { Machine } from './machine.ts'
import { packagedPath } from './packaged-path.ts'
import type { Server, ServerFile } from './server.ts'
import { isWrittenByUs } from './set-up-command.ts'
import type { Step } from './step.ts'
import type { InstallServerText } from './text.ts'

/**
 * Removes a file or directory of ours if it exists, and its directory if nothing else is in that and it is of systemd's
 * for one unit.
 */
export const removeFile = (
  path: string, { machine: { at }, text }: { readonly machine: Machine, readonly text: InstallServerText }
): readonly Step[] => existsSync(at(path))
  ? [{
      what: text.remove(path),
      run () {
        rmSync(at(path), { recursive: true })
        const directory = at(dirname(path))
        if (directory.endsWith('.service.d') && readdirSync(directory).length === 0) rmdirSync(directory)
      }
    }]
  : []

/** The target of a symbolic link; undefined if there is none. */
export const linkTarget = (path: string): string | undefined => {
  try {
    return readlinkSync(path)
  } catch {
    return undefined
  }
}

interface Deps {
  readonly machine: Machine
  readonly text: InstallServerText
}

const write = (path: string, content: string, mode: number): void => {
  makeDirectory(dirname(path), 0o755)
  replaceFileSync(path, content, { mode })
}

/** Whether the package brings this very file. */
const isPackaged = ({ path, content }: ServerFile, { at }: Pick<Machine, 'at'>): boolean => {
  const file = at(packagedPath(path))
  return packagedPath(path) !== path && existsSync(file) && readFileSync(file, 'utf8') === content
}

/** The files in /etc that hide the very same ones of the package, or older ones. */
export const hidingFiles = (files: readonly ServerFile[], machine: Machine): readonly ServerFile[] =>
  files.filter((file) => existsSync(machine.at(file.path)) && isPackaged(file, machine))

/** The files that are missing or have another content. */
export const changedFiles = (files: readonly ServerFile[], machine: Pick<Machine, 'at'>): readonly ServerFile[] =>
  files.filter((file) => {
    const { path, content, isOursWhileMarked = false } = file
    const { at } = machine
    if (isPackaged(file, machine)) return false
    if (!existsSync(at(path))) return true
    const found = readFileSync(at(path), 'utf8')
    return found !== content && (!isOursWhileMarked || isWrittenByUs(found))
  })

export const writeSteps = (files: readonly ServerFile[], { machine, text }: Deps): readonly Step[] =>
  files.map(({ path, content }) => ({ what: text.write(path), run: () => { write(machine.at(path), content, 0o644) } }))

/** The file that declares each user. */
const declaredIn: Readonly<Record<ServiceName | typeof updateUser, string>> = {
  'mimamori-collector': layout.collectorUsers,
  'mimamori-agent': layout.agentUsers,
  'mimamori-alertmanager': layout.alertingUsers,
  'mimamori-prometheus': layout.alertingUsers,
  [updateUser]: layout.updateUsers
}

/** Makes the users that are missing, and the group of administrators, out of the files that declare all. */
export const userSteps = (services: readonly ServiceName[], { machine: { at, run }, text }: Deps): readonly Step[] => {
  const namesIn = (
    file: string
  ): ReadonlySet<string | undefined> => new Set(readFileSync(at(file), 'utf8').split('\n').map((line) => line.split(':')[0]))
  const [users, groups] = [namesIn('/etc/passwd'), namesIn('/etc/group')]
  const wanted = [...services, updateUser] as const
  const missing = [...wanted.filter((user) => !users.has(user)), ...groups.has(adminsGroup) ? [] : [adminsGroup] as const]
  const declared = new Set(wanted.map((user) => declaredIn[user]))
  return missing.length === 0 ? [] : [{ what: text.createUsers(missing.join(', ')), run: () => { run('systemd-sysusers', ...[...declared].map((file) => basename(file))) } }]
}

/** Writes the settings if they are other ones. The token may be in them. */
export const settingsSteps = ({ settings, config }: Pick<Server, 'settings' | 'config'>, { machine: { at, run }, text }: Deps): readonly Step[] =>
  existsSync(at(layout.settings)) && readFileSync(at(layout.settings), 'utf8') === settings
    ? []
    : [{
        what: text.writeSettings(layout.settings, linkOrigin(config)),
        run () {
          write(at(layout.settings), settings, 0o640)
          run('chgrp', 'mimamori-collector', at(layout.settings))
        }
      }]

/** Puts the command of a checkout on the PATH; a package has its own there. */
export const commandSteps = (checkout: string, { machine: { at }, text }: Deps): readonly Step[] => {
  const [link, command] = [at(layout.command), join(checkout, 'collector/bin/mimamori')]
  return linkTarget(link) === command || checkout === packagedServer
    ? []
    : [{
        what: text.link(layout.command),
        run () {
          makeDirectory(dirname(link), 0o755)
          rmSync(link, { force: true })
          symlinkSync(command, link)
        }
      }]
}
