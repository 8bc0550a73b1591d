import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { HostItem } from '@mimamori/contract'
import { readJsonLines } from '../../../ansible/runner/src/platform/files/json-lines.ts'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { demoRelease } from '../demo-release.ts'
import { createMirror } from '../release-mirror.ts'
import { ansiblePlaybook, collectionDirectory, runAnsible } from '../run-playbook.ts'

export interface StandInDevices {
  readonly hosts: readonly string[]
  /** Ansible's own. */
  readonly forks?: number
  readonly variables?: Readonly<Record<string, unknown>>
  /** Of ansible-playbook. */
  readonly arguments?: readonly string[]
  /** Of the collection, unless it is one of the user's own, as YAML. */
  readonly playbook?: string
  /** What the devices answer at some steps, besides that all is well; one of them alone where the step stands behind its name, as in `a proof`. */
  readonly answers?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

export interface StandInUpdate {
  readonly exitCode: number | null
  readonly output: string
  /** Those that the devices took, in order, such as `a pause`. */
  readonly steps: readonly string[]
  /** The requests that each of them got, `restore` aside. */
  readonly requests: ReadonlyArray<Readonly<Record<string, unknown>>>
  /** As the callback says them. */
  readonly results: readonly HostItem[]
}

/** Of the unit file demo-feed.service, which the release brings. */
export const unitText = '[Service]\nExecStart=/opt/demo/current/feed\n'

/** Updates devices of this very machine, whose Python is a stand-in, by the real playbook. */
export const updateStandIns = async ({ hosts, forks = 5, variables = {}, arguments: given = [], playbook, answers = {} }: StandInDevices): Promise<StandInUpdate> => {
  const directory = temporaryDirectory()
  const place = (name: string): string => join(directory, name)
  await createMirror(place('demo.git'), { v1: { 'demo-feed.service': unitText }, v2: {} })
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
  if (playbook !== undefined) writeFileSync(place('own.yml'), playbook)
  const { exitCode, output } = await runAnsible(
    [ansiblePlaybook, '--inventory', place('inventory.json'), '--forks', String(forks), playbook === undefined ? 'playbooks/update_clients.yml' : place('own.yml'), ...given],
    { directory, cwd: collectionDirectory, env: { MIMAMORI_UPDATE_DIR: place('updates'), MIMAMORI_EVENTS_FILE: place('events') } }
  )
  return {
    exitCode, output,
    steps: readFileSync(place('steps'), 'utf8').trimEnd().split('\n'),
    requests: readJsonLines(place('requests')) as Array<Record<string, unknown>>,
    results: (readJsonLines(place('events')) as HostItem[]).filter(({ state }) => state === 'finished')
  }
}
