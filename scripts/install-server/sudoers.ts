import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { replaceFileSync } from '@mimamori/program/durable-file'
import { makeDirectory } from '../../collector/src/platform/storage/private-file.ts'
import { adminsGroup, layout, updateUser } from './layout.ts'
import type { Machine } from './machine.ts'
import { written } from './server.ts'
import { isWrittenByUs } from './set-up-command.ts'
import type { Step } from './step.ts'
import type { InstallServerText } from './text.ts'

/** The programs that the scripts on an administrator's computer start on the server (scripts/). */
const programs = [
  'ansible/runner/bin/mimamori-runner.js', 'ansible/runner/bin/mimamori-devices.js', 'scripts/release-mirror.ts', 'scripts/content-inbox.ts'
] as const

/** Rules of sudoers(5): these programs, by this Node.js, as this user, and nothing else. */
export const sudoRules = (checkout: string): readonly string[] =>
  programs.map(
    (program) => `%${adminsGroup} ALL=(${updateUser}) NOPASSWD: ${join(checkout, 'node_modules/.bin/node')} ${join(checkout, program)} *`
  )

/** Whether the file there is an administrator's. */
export const hasOthersSudoers = ({ at }: Pick<Machine, 'at'>): boolean =>
  existsSync(at(layout.sudoers)) && !isWrittenByUs(readFileSync(at(layout.sudoers), 'utf8'))

const oneSpace = (line: string): string => line.trim().replace(/\s+/g, ' ')

/** The rules that an administrator's own file lacks; none if the file is ours to write. */
export const missingSudoRules = (checkout: string, machine: Pick<Machine, 'at'>): readonly string[] => {
  if (!hasOthersSudoers(machine)) return []
  const lines = new Set(readFileSync(machine.at(layout.sudoers), 'utf8').split('\n').map(oneSpace))
  return sudoRules(checkout).filter((rule) => !lines.has(rule))
}

const mode = 0o440

/**
 * Writes the rules if there are none of an administrator. sudo reads no file with a dot in its name, so that only rules that visudo has
 * checked are in force.
 */
export const sudoersSteps = (checkout: string, machine: Machine, text: Pick<InstallServerText, 'allowPrograms'>): readonly Step[] => {
  const file = machine.at(layout.sudoers)
  const content = [`# ${written} Without this line it stays as you change it.`, ...sudoRules(checkout), ''].join('\n')
  if (hasOthersSudoers(machine) || (existsSync(file) && readFileSync(file, 'utf8') === content)) return []
  return [{
    what: text.allowPrograms(adminsGroup, layout.sudoers),
    run () {
      makeDirectory(dirname(file), 0o750)
      replaceFileSync(file, content, { mode, prepare: (fresh) => { machine.run('visudo', '--check', '--quiet', '--file', fresh) } })
    }
  }]
}
