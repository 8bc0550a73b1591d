import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { updateHosts, type HostFinished, type HostItem } from '@mimamori/contract'

export const ansiblePlaybook = '/usr/bin/ansible-playbook'
export const collectionDirectory = join(import.meta.dirname, '../../ansible')

export interface PlaybookOptions {
  /** A folder of the test's own, which is also the home directory of Ansible. */
  readonly directory: string
  /** YAML. */
  readonly playbook: string
  /** Hosts of this very machine, or an inventory as YAML. */
  readonly hosts: readonly string[] | string
  readonly env?: Readonly<Record<string, string>>
  readonly args?: readonly string[]
}

export interface PlaybookRun {
  readonly exitCode: number | null
  /** Standard output and error, as they came. */
  readonly output: string
  /** The lines of the events file; every one keeps to the contract. */
  readonly items: readonly HostItem[]
  /** The last outcome of each host. */
  readonly finished: Readonly<Record<string, HostFinished>>
  readonly outcomes: Readonly<Record<string, HostFinished['outcome']>>
}

/** Ansible's environment without what could lead it to a real fleet or to other settings. */
export const ansibleEnvironment = (directory: string): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:MIMAMORI|ANSIBLE|LC)_|^LANG$|_proxy$/i.test(name))
  ) as Record<string, string>,
  HOME: directory,
  LC_ALL: 'C.UTF-8',
  ANSIBLE_CONFIG: join(collectionDirectory, 'ansible.cfg'),
  // This machine may be a server itself.
  MIMAMORI_UPDATE_CONFIG: '/nonexistent',
  ANSIBLE_DEPRECATION_WARNINGS: '1'
})

/** Runs an Ansible command to its end. @throws where it warns of something deprecated, or of a mistake in the callback */
export const runAnsible = async (
  argv: readonly [string, ...string[]],
  { directory, cwd = directory, env = {} }: {
    readonly directory: string
    readonly cwd?: string
    readonly env?: Readonly<Record<string, string>>
  }
): Promise<{ readonly exitCode: number | null, readonly stdout: string, readonly output: string }> => {
  const [command, ...args] = argv
  const child = spawn(command, args, { cwd, env: { ...ansibleEnvironment(directory), ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let stdout = ''
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    stdout += piece
    output += piece
  })
  child.stderr.setEncoding('utf8').on('data', (piece: string) => { output += piece })
  const [exitCode] = await once(child, 'close') as [number | null]
  expect(output).not.toContain('[DEPRECATION WARNING]')
  expect(output).not.toContain('Callback dispatch')
  return { exitCode, stdout, output }
}

const inventoryOf = (hosts: readonly string[]): string =>
  JSON.stringify({ all: { hosts: Object.fromEntries(hosts.map((name) => [name, { ansible_connection: 'local' }])) } })

/** Runs the real ansible-playbook with our callback and its events file. */
export const runPlaybook = async ({ directory, playbook, hosts, env = {}, args = [] }: PlaybookOptions): Promise<PlaybookRun> => {
  mkdirSync(directory, { recursive: true })
  const [playbookFile, inventoryFile, eventsFile] = [
    'site.yml', 'inventory.yml', 'events.jsonl'
  ].map((name) => join(directory, name)) as [string, string, string]
  writeFileSync(playbookFile, playbook)
  writeFileSync(inventoryFile, typeof hosts === 'string' ? hosts : inventoryOf(hosts))
  const before = existsSync(eventsFile) ? readFileSync(eventsFile, 'utf8').length : 0
  const { exitCode, output } = await runAnsible(
    [ansiblePlaybook, '--inventory', inventoryFile, playbookFile, ...args], { directory, env: { MIMAMORI_EVENTS_FILE: eventsFile, ...env } }
  )
  const text = existsSync(eventsFile) ? readFileSync(eventsFile, 'utf8').slice(before) : ''
  const items = text.split('\n').filter((line) => line !== '').map((line) => updateHosts.parse({ hosts: [JSON.parse(line)] }).hosts[0]!)
  const finished = Object.fromEntries(items.filter((item) => item.state === 'finished').map((item) => [item.host, item]))
  return {
    exitCode, output, items, finished, outcomes: Object.fromEntries(Object.values(finished).map(({ host, outcome }) => [host, outcome]))
  }
}
