import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { demoRelease } from '../demo-release.ts'
import { createMirror } from '../release-mirror.ts'
import { ansiblePlaybook, collectionDirectory, runAnsible } from '../run-playbook.ts'

export interface StandInDevices {
  readonly hosts: readonly string[]
  /** Ansible's own. */
  readonly forks?: number
  readonly variables?: Readonly<Record<string, unknown>>
  /** What the devices answer at some steps, besides that all is well. */
  readonly answers?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** Updates devices of this very machine, whose Python is a stand-in, by the real playbook. Gives the steps that they took, in order, such as `a pause`. */
export const updateStandIns = async ({ hosts, forks = 5, variables = {}, answers = {} }: StandInDevices): Promise<readonly string[]> => {
  const directory = temporaryDirectory()
  const place = (name: string): string => join(directory, name)
  await createMirror(place('demo.git'), { v1: {} })
  writeFileSync(place('answers.json'), JSON.stringify(answers))
  const pythonOf = (host: string): string => {
    const file = place(`python-${host}`)
    writeFileSync(file, `#!/bin/sh\nexec /usr/bin/python3 '${join(import.meta.dirname, 'device_stand_in.py')}' '${directory}' '${host}' "$@"\n`)
    chmodSync(file, 0o755)
    return file
  }
  writeFileSync(place('inventory.json'), JSON.stringify({
    all: {
      hosts: Object.fromEntries(hosts.map((host) => [host, { release_python: pythonOf(host) }])),
      vars: { ansible_connection: 'local', ansible_become: false, ...demoRelease({ type: 'git', repository: place('demo.git'), revision: 'v1' }), ...variables }
    }
  }))
  const { exitCode, output } = await runAnsible(
    [ansiblePlaybook, '--inventory', place('inventory.json'), '--forks', String(forks), 'playbooks/update-clients.yml'],
    { directory, cwd: collectionDirectory, env: { MIMAMORI_UPDATE_DIR: place('updates') } }
  )
  expect(exitCode, output).toBe(0)
  return readFileSync(place('steps'), 'utf8').trimEnd().split('\n')
}
