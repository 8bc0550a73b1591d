import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DeviceResult } from '../../ansible/runner/src/devices/steps.ts'
import type { CollectorProcess } from '../../collector/test/collector-process.ts'
import { runScript, startScript, writeSettings, type Ended, type Started } from '../scripts/admin-computer.ts'
import { askAsAdmin } from '../simulator/admin-api.ts'
import { checkout } from './node-binary.ts'

/** The server as the guides set it up for the commands for devices, and the scripts as they run on it. */
export interface LabServer {
  /** Where its files are. */
  readonly home: string
  readonly environment: Readonly<Record<string, string>>
  start (script: string, ...words: readonly string[]): Started
  run (script: string, ...words: readonly string[]): Promise<Ended>
  /** With --json: its exit code and what it printed. */
  result (script: string, ...words: readonly string[]): Promise<ScriptResult>
}

export interface ScriptResult {
  readonly code: number | null
  readonly devices: readonly DeviceResult[]
}

interface LabServerOptions {
  readonly directory: string
  readonly collector: CollectorProcess
  /** Of the inventory's group `clients`. */
  readonly clientVariables: object
}

/** An inventory that reads the collector, tokens, settings. */
export const setUpLabServer = async ({ directory, collector, clientVariables }: LabServerOptions): Promise<LabServer> => {
  const place = (name: string): string => join(directory, name)
  const [inventory, home] = [place('inventory'), place('server-home')]
  for (const folder of [join(inventory, 'group_vars'), home]) await mkdir(folder, { recursive: true })
  const { token } = await askAsAdmin<{ readonly token: string }>(collector, '/api/tokens', { name: 'enrollments', role: 'enroll' })
  await writeFile(place('enroll-token'), `${token}\n`, { mode: 0o600 })
  const updateToken = join(collector.dataDirectory, 'tokens/update')
  // JSON is YAML.
  await writeFile(join(inventory, 'group_vars/clients.yml'), JSON.stringify(clientVariables))
  await writeFile(
    join(inventory, 'fleet.mimamori.yml'),
    JSON.stringify({ plugin: 'mimamori.fleet.devices', url: collector.origin.origin, token_file: updateToken })
  )
  await writeFile(place('update.conf'), [
    `MIMAMORI_UPDATE_DIR=${place('updates')}`, `MIMAMORI_UPDATE_INVENTORY=${inventory}`, `MIMAMORI_URL=${collector.origin.origin}`,
    `MIMAMORI_UPDATE_TOKEN_FILE=${updateToken}`, `MIMAMORI_ENROLL_TOKEN_FILE=${place('enroll-token')}`, ''
  ].join('\n'))
  const environment = {
    HOME: home,
    LC_ALL: 'C.UTF-8',
    MIMAMORI_UPDATE_CONFIG: place('update.conf'),
    ANSIBLE_SSH_ARGS: '-o ControlMaster=auto -o ControlPersist=10s -o ServerAliveInterval=5 -o ServerAliveCountMax=3'
  }
  writeSettings(home, '')
  const here = (script: string, words: readonly string[]) => ({
    bash: '/bin/bash',
    script: join(checkout, 'scripts', script),
    arguments: words,
    home,
    environment
  })
  return {
    home,
    environment,
    start: (script, ...words) => startScript(here(script, words)),
    run: (script, ...words) => runScript(here(script, words)),
    async result (script, ...words) {
      const { code, stdout, stderr } = await runScript(here(script, [...words, '--json']))
      if (!stdout.startsWith('{')) throw new Error(`expected a result from ${words.join(' ')}, got exit code ${code}: ${stderr}`)
      return { code, devices: (JSON.parse(stdout) as { readonly devices: readonly DeviceResult[] }).devices }
    }
  }
}
