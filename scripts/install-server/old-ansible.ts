import { isOldAnsible, neededAnsible } from '../../ansible/runner/src/plan/preflight/check-ansible.ts'

export interface OldAnsible {
  /** The version that this machine has, or that apt would install, such as `2.14`. */
  readonly found: string
  /** The oldest that the collection works with. */
  readonly needed: string
}

interface CommandRunner {
  readonly run: (...argv: readonly [string, ...string[]]) => string
}

/** The version in the output of a command; undefined if there is no such command. */
const versionIn = ({ run }: CommandRunner, place: RegExp, ...argv: readonly [string, ...string[]]): string | undefined => {
  try {
    return place.exec(run(...argv))?.[1]
  } catch {
    return undefined
  }
}

/** An installed ansible-core, or else the one that apt offers, if it is too old for the collection: Debian 12's is. */
export const findOldAnsible = (machine: CommandRunner): OldAnsible | undefined => {
  const found = versionIn(machine, /^ansible-playbook (?:\[core )?(\d+\.\d+)/, 'ansible-playbook', '--version') ??
    versionIn(machine, /^ *Candidate: (\d+\.\d+)/m, 'env', 'LC_ALL=C', 'apt-cache', 'policy', 'ansible-core')
  return found === undefined || !isOldAnsible(found) ? undefined : { found, needed: neededAnsible }
}
