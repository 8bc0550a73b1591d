import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { HostItem } from '@mimamori/contract'
import { readJsonLines } from '../../../ansible/runner/src/platform/files/json-lines.ts'
import { temporaryDirectory, type Until } from '../../../collector/test/temporary-directory.ts'
import { demoRelease } from '../demo-release.ts'
import { createMirror } from '../release-mirror.ts'
import { ansiblePlaybook, collectionDirectory, runAnsible } from '../run-playbook.ts'

type Variables = Readonly<Record<string, unknown>>

export interface StandInDevice {
  /** What it answers at some steps, besides that all is well. */
  readonly answers?: Readonly<Record<string, Variables>>
  readonly variables?: Variables
}

export interface StandInDevices {
  readonly hosts: Readonly<Record<string, StandInDevice>>
  /** Ansible's own; one for each device by default. */
  readonly forks?: number
  readonly variables?: Variables
  /** Arguments of ansible-playbook. */
  readonly arguments?: readonly string[]
  /** The collection's, unless it is one of the user's own, as YAML. */
  readonly playbook?: string
  /** When its files may go; after the test by default. */
  readonly until?: Until
}

export interface StandInUpdate {
  readonly exitCode: number | null
  readonly output: string
  /** Steps that the devices took, in order, such as `a pause`. */
  readonly steps: readonly string[]
  /** What one of them did: its steps, the requests that it got (`restore` aside), and its results, as the callback has them. */
  readonly of: (host: string) => {
    readonly steps: readonly string[]
    readonly requests: readonly Variables[]
    readonly results: readonly HostItem[]
  }
}

/** Of the unit file demo-feed.service, which the release brings. */
export const unitText = '[Service]\nExecStart=/opt/demo/current/feed\n'

/** Updates devices of this very machine, whose Python is a stand-in, by the real playbook. */
export const updateStandIns = async (
  { hosts, forks = Object.keys(hosts).length, variables = {}, arguments: given = [], playbook, until }: StandInDevices
): Promise<StandInUpdate> => {
  const directory = temporaryDirectory(until)
  const path = (name: string): string => join(directory, name)
  const repository = path('demo.git')
  await createMirror(repository, { v1: { 'demo-feed.service': unitText }, v2: {} })
  const answers = Object.entries(hosts).flatMap(([host, device]) =>
    Object.entries(device.answers ?? {}).map(([command, answer]) => [`${host} ${command}`, answer]))
  writeFileSync(path('answers.json'), JSON.stringify(Object.fromEntries(answers)))
  const pythonOf = (host: string): string => {
    const file = path(`python-${host}`)
    const program = join(import.meta.dirname, 'device_stand_in.py')
    writeFileSync(file, `#!/bin/sh\nexec /usr/bin/python3 '${program}' '${directory}' '${host}' "$@"\n`)
    chmodSync(file, 0o755)
    return file
  }
  const ofHosts = Object.entries(hosts).map(([host, device]) => [host, { release_python: pythonOf(host), ...device.variables }])
  const common = {
    ansible_connection: 'local', ansible_become: false, ...demoRelease({ type: 'git', repository, revision: 'v1' }), ...variables
  }
  writeFileSync(path('inventory.json'), JSON.stringify({ all: { hosts: Object.fromEntries(ofHosts), vars: common } }))
  if (playbook !== undefined) writeFileSync(path('own.yml'), playbook)
  const file = playbook === undefined ? 'playbooks/update_clients.yml' : path('own.yml')
  const { exitCode, output } = await runAnsible(
    [ansiblePlaybook, '--inventory', path('inventory.json'), '--forks', String(forks), file, ...given],
    { directory, cwd: collectionDirectory, env: { MIMAMORI_UPDATE_DIR: path('updates'), MIMAMORI_EVENTS_FILE: path('events') } }
  )
  const steps = readFileSync(path('steps'), 'utf8').trimEnd().split('\n')
  const requests = readJsonLines(path('requests')) as Variables[]
  const results = (readJsonLines(path('events')) as HostItem[]).filter(({ state }) => state === 'finished')
  return {
    exitCode, output, steps,
    of: (name) => ({
      steps: steps.flatMap((step) => step.startsWith(`${name} `) ? step.slice(name.length + 1) : []),
      requests: requests.filter((request) => request['expected_hostname'] === name),
      results: results.filter(({ host }) => host === name)
    })
  }
}
