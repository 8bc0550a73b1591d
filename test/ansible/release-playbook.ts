import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Device } from '../lab/device.ts'
import type { Lab } from '../lab/lab.ts'
import { hostKeyOf } from '../lab/ssh.ts'
import { deployLogin } from './deploy-login.ts'

const collection = join(import.meta.dirname, '../../ansible')

/** What the role leaves as a fact, for callback and runner. */
export interface ReleaseResult {
  readonly name?: string
  readonly outcome: string
  readonly from_revision?: string
  readonly to_revision?: string
  readonly step?: string
  readonly message?: string
  readonly journal?: { readonly unit: string, readonly lines: readonly string[] }
  readonly final: true
}

export interface Ended {
  /** Null where it was killed. */
  readonly exitCode: number | null
  readonly output: string
  /** Undefined where the role did not come to its end. */
  readonly result: ReleaseResult | undefined
}

export interface Run {
  readonly output: () => string
  /** Kills Ansible and all that it has started, unless it has ended. */
  readonly kill: () => void
  readonly ended: Promise<Ended>
}

export interface Playbooks {
  /** The file of it. */
  readonly inventory: string
  /** What Ansible runs with. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Starts a playbook of the collection for one device or several, with more variables. */
  start (
    playbook: string, devices: Device | readonly Device[], variables?: Readonly<Record<string, unknown>>, flags?: readonly string[]
  ): Run
  /** The same, to its end. */
  play (...args: Parameters<Playbooks['start']>): Promise<Ended>
}

/** The last final result that Ansible has shown (-v shows facts as they are set). */
const resultIn = (output: string): ReleaseResult | undefined => {
  const shown = output.split('\n').findLast((line) => line.includes('"mimamori_release_result"') && line.includes('"final": true'))
  if (shown === undefined) return undefined
  const { ansible_facts: facts } = JSON.parse(shown.slice(shown.indexOf('{'))) as {
    readonly ansible_facts: { readonly mimamori_release_result: ReleaseResult }
  }
  return facts.mimamori_release_result
}

/** The host keys as they are at enrollment, an inventory of the lab's devices, and Ansible with checking of host keys. */
export const preparePlaybooks = async (lab: Lab, common: Readonly<Record<string, unknown>>): Promise<Playbooks> => {
  const keys = await Promise.all(lab.devices.map(hostKeyOf))
  const knownHosts = join(lab.directory, 'known_hosts')
  await writeFile(knownHosts, keys.join(''))
  const inventory = join(lab.directory, 'inventory.json')
  const hosts = Object.fromEntries(lab.devices.map(({ id, address }) => [id, { ansible_host: address }]))
  await writeFile(
    inventory, JSON.stringify({ all: { hosts, vars: { ansible_user: deployLogin, ansible_ssh_private_key_file: lab.keyFile, ...common } } })
  )
  const env = {
    ...process.env,
    ANSIBLE_CONFIG: join(collection, 'ansible.cfg'),
    ANSIBLE_SSH_ARGS: '-F none -o ControlMaster=auto -o ControlPersist=30s -o ServerAliveInterval=5 -o ServerAliveCountMax=2 ' +
      `-o UserKnownHostsFile=${knownHosts}`,
    ANSIBLE_SSH_CONTROL_PATH_DIR: join(lab.directory, 'cp'),
    ANSIBLE_LOCAL_TEMP: join(lab.directory, 'local-tmp'),
    ANSIBLE_CACHE_PLUGIN_CONNECTION: join(lab.directory, 'facts'),
    MIMAMORI_UPDATE_DIR: join(lab.directory, 'updates'),
    LC_ALL: 'C.UTF-8',
    // Tests look at what it says while it goes on.
    PYTHONUNBUFFERED: '1'
  }
  const start: Playbooks['start'] = (playbook, devices, variables = {}, flags = []) => {
    const argv = [
      '-v', '--inventory', inventory, '--limit', [devices].flat().map(({ id }) => id).join(','),
      '--extra-vars', JSON.stringify(variables), ...flags,
      join(collection, 'playbooks', `${playbook}.yml`)
    ]
    const child = spawn('ansible-playbook', argv, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { output += chunk.toString() })
    const ended = new Promise<Ended>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (exitCode) => resolve({ exitCode, output, result: resultIn(output) }))
    })
    const kill = (): void => {
      try {
        process.kill(-child.pid!, 'SIGKILL')
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
      }
    }
    return { output: () => output, kill, ended }
  }
  return { inventory, environment: env, start, play: (...args) => start(...args).ended }
}
