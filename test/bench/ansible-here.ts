import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from '../lab/command.ts'
import { checkout } from '../lab/node-binary.ts'

/** The collection, which runs in place. */
export const collection = join(checkout, 'ansible')
export const collectionConfig = join(collection, 'ansible.cfg')

const program = '/usr/bin/ansible-playbook'

/** Why nothing of Ansible can be measured here, and what to do about it; undefined where it can. */
export const missingAnsible = (): string | undefined =>
  existsSync(program) ? undefined : `${program} is missing; on Debian: apt-get install --no-install-recommends ansible-core`

export const ansibleVersion = async (): Promise<string> =>
  /\[core ([^\]]+)\]/.exec(await run([program, '--version'], { env: { LC_ALL: 'C.UTF-8' } }))?.[1] ?? 'of an unknown version'

/** An ansible.cfg that says where the collection is, and leaves everything else as it comes. Gives its path. */
export const writeDefaultConfig = async (directory: string): Promise<string> => {
  await mkdir(directory, { recursive: true })
  const file = join(directory, 'ansible.cfg')
  await writeFile(file, `[defaults]\ncollections_path = ${join(collection, 'collections')}\n`)
  return file
}
