import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkout } from '../start/places.ts'

export interface OldAnsible {
  /** The version that this machine has, or that apt would install, such as `2.14`. */
  readonly found: string
  /** The oldest that the collection works with. */
  readonly needed: string
}

interface CommandRunner {
  readonly run: (...argv: readonly [string, ...string[]]) => string
}

const versionIn = (text: string, place: RegExp): readonly [major: number, minor: number] | undefined => {
  const [, major, minor] = place.exec(text) ?? []
  return major === undefined ? undefined : [Number(major), Number(minor)]
}

const neededVersion = (): readonly [major: number, minor: number] =>
  versionIn(readFileSync(join(checkout, 'ansible/meta/runtime.yml'), 'utf8'), /requires_ansible: '>=(\d+)\.(\d+)/)!

/** The output of a command; empty if there is no such command. */
const printed = ({ run }: CommandRunner, ...argv: readonly [string, ...string[]]): string => {
  try {
    return run(...argv)
  } catch {
    return ''
  }
}

/** An ansible-core that is there, or else the one that apt has to offer, if it is too old for the collection: Debian 12's is. */
export const findOldAnsible = (machine: CommandRunner): OldAnsible | undefined => {
  const found = versionIn(printed(machine, 'ansible-playbook', '--version'), /^ansible-playbook (?:\[core )?(\d+)\.(\d+)/) ??
    versionIn(printed(machine, 'env', 'LC_ALL=C', 'apt-cache', 'policy', 'ansible-core'), /^ *Candidate: (\d+)\.(\d+)/m)
  const needed = neededVersion()
  if (found === undefined || found[0] > needed[0] || (found[0] === needed[0] && found[1] >= needed[1])) return undefined
  return { found: found.join('.'), needed: needed.join('.') }
}
