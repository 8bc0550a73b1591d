import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'
import type { DeviceView } from '@mimamori/contract'
import { temporaryDirectory } from '../../../../../collector/test/temporary-directory.ts'
import type { EnrollDeps } from '../../../src/devices/enroll/enroll-deps.ts'
import { enrollDevice, type EnrollResult } from '../../../src/devices/enroll/enroll-device.ts'
import { recordHostKey, type HostKey } from '../../../src/devices/enroll/known-hosts.ts'
import { agreeTo } from '../../../src/devices/agree.ts'
import type { RegistryClient, ReportedDevice } from '../../../src/devices/registry-client.ts'
import type { Settings } from '../../../src/settings/settings.ts'
import { enrollText } from '../../../src/devices/devices-texts.ts'

/** Where the device answers, and where it does not. */
export const here = '127.0.0.1'
export const elsewhere = '127.0.0.2'

interface Asked {
  readonly address?: string
  readonly site?: string
  readonly replaces?: boolean
  readonly isCopy?: boolean
  readonly isPlan?: boolean
  readonly isYes?: boolean
  /** What a person answers to a question; nobody is there without. */
  readonly answers?: (question: string) => string
}

export interface DeviceStandIn {
  readonly port: number
  /** The key that the device shows. */
  readonly hostKey: HostKey
  /** Another machine's. */
  readonly otherKey: HostKey
  readonly knownHosts: string
  record (address: string, key: HostKey): void
  /** The words that Ansible was started with; undefined if it was not. */
  playbook (): string | undefined
  /** The variables that it was given. */
  variables (): unknown
  /** The accounts that ssh was asked to log in as, in order. */
  logins (): readonly string[]
  readonly questions: readonly string[]
  /** What a person was told while it went on. */
  readonly said: readonly string[]
  /** What was changed at the collector. */
  readonly changes: readonly object[]
  /** Adds the device as pi-kiosk-03, by the account pi. */
  enroll (asked?: Asked): Promise<EnrollResult>
}

interface StandInOptions {
  readonly devices?: readonly DeviceView[]
  readonly reports?: readonly ReportedDevice[]
  /** The device has an agent, and lets the server in: what Ansible says that it has come to, or would come to. */
  readonly agent?: 'unchanged' | 'updated'
  /** The revision of the agent on the server; that on the device is 0.1.0. */
  readonly publishedAgent?: string
  /** Whether the agent on the device is one that systemd has given up. */
  readonly isBroken?: boolean
}

/** What device/look.sh prints there. */
const facts = 'hostname=pi-kiosk-03\nmachine=aarch64\nbits=64\nsystem=Debian\npython=3.13\nsystemd=yes\n' +
  'freeKilobytes=9000000\navailableKilobytes=400000\nsudo=yes\nclient=pi-kiosk-03\nagent=yes\nagentRevision=0.1.0\nagentState=active\n'

/**
 * A device that answers and shows a host key, and the programs that speak with it. Without an agent it lets in nobody. Leaves out all that
 * changes the device or the collector; the lab has it.
 */
export const deviceStandIn = async (
  { devices = [], reports = [], agent, publishedAgent = '0.1.0', isBroken = false }: StandInOptions
): Promise<DeviceStandIn> => {
  const directory = temporaryDirectory()
  const place = (name: string): string => join(directory, name)
  const newKey = (name: string): HostKey => {
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', place(name)])
    const [type, key] = readFileSync(place(`${name}.pub`), 'utf8').split(' ') as [string, string]
    return { type, key }
  }
  const [hostKey, otherKey] = [newKey('host'), newKey('other')]
  mkdirSync(place('bin'))
  const program = (name: string, script: string): void => {
    writeFileSync(place(`bin/${name}`), `#!/bin/sh\n${script}\n`)
    chmodSync(place(`bin/${name}`), 0o755)
  }
  program('ssh-keyscan', `echo "there ${hostKey.type} ${hostKey.key}"`)
  const refusal = "echo 'pi@there: Permission denied (publickey,password).' >&2\nexit 255"
  const answer = 'case "$*" in *meminfo*) echo \'MemAvailable:     400000 kB\' ;; ' +
    `*) printf '${(isBroken ? facts.replace('=active', '=failed') : facts).replaceAll('\n', '\\n')}' ;; esac`
  program('ssh', `while [ "$1" != -l ]; do shift; done\necho "$2" >> '${place('logins')}'\n${agent === undefined ? refusal : answer}`)
  const item = {
    state: 'finished', host: 'pi-kiosk-03', at: '2026-11-25T09:00:00.000Z', attempt: 1, outcome: agent, update: true,
    durationSeconds: 1, toRevision: '0.1.0'
  }
  program(
    'ansible-playbook',
    `printf '%s' "$*" > '${place('playbook')}'\nfor word; do case $word in @*) cat "\${word#@}" > '${place('variables')}' ;; esac; ` +
    `done\nprintf '%s\\n' '${JSON.stringify(item)}' >> "$MIMAMORI_EVENTS_FILE"`
  )
  program(
    'ansible-inventory',
    `echo 'ansible-inventory [core 2.19.4]' >&2\necho '${JSON.stringify({
      _meta: { hostvars: { 'pi-kiosk-03': {} } }, all: { children: ['clients'] }, clients: { hosts: ['pi-kiosk-03'] }
    })}'`
  )
  vi.stubEnv('PATH', `${place('bin')}:${process.env['PATH']}`)
  const server = createServer((socket) => { socket.destroy() }).listen(0, here)
  await once(server, 'listening')
  onTestFinished(() => {
    vi.unstubAllEnvs()
    server.close()
  })
  const { port } = server.address() as { readonly port: number }
  const [questions, said, changes]: [string[], string[], object[]] = [[], [], []]
  const changed = (): never => { throw new Error('a device that is not let in was changed at the collector') }
  const change = async (what: object): Promise<void> => { void (agent === undefined ? changed() : changes.push(what)) }
  const registry: RegistryClient = {
    devices: () => Promise.resolve(devices),
    device: (id) => Promise.resolve(devices.find((device) => device.id === id)!),
    reports: () => Promise.resolve(reports),
    reported: (id) => Promise.resolve(reports.find(({ clientId }) => clientId === id)!),
    enroll: changed,
    change: (_, fields) => change(fields),
    rotate: () => change({ key: 'new' }).then(() => 'new'),
    endOldKeys: () => change({ oldKeys: 'ended' }),
    retire: changed
  }
  return {
    port, hostKey, otherKey, questions, said, changes,
    knownHosts: place('known_hosts'),
    record (address, key) { recordHostKey(place('known_hosts'), { address, port }, key) },
    playbook: () => existsSync(place('playbook')) ? readFileSync(place('playbook'), 'utf8') : undefined,
    variables: () => JSON.parse(readFileSync(place('variables'), 'utf8')) as unknown,
    logins: () => existsSync(place('logins')) ? readFileSync(place('logins'), 'utf8').trim().split('\n') : [],
    enroll: ({ address = here, site, replaces = false, isCopy = false, isPlan = false, isYes = false, answers } = {}) => {
      const text = enrollText('en')
      const ask = (question: string): Promise<string | undefined> => {
        questions.push(question)
        return Promise.resolve(answers?.(question))
      }
      const deps: EnrollDeps = {
        candidate: { id: 'pi-kiosk-03', address, user: 'pi', ...site !== undefined && { site } },
        ssh: { address, port, user: 'mimamori', keyFile: place('host'), knownHosts: place('known_hosts'), options: [] },
        replaces, isCopy, isPlan, isYes, registry, text,
        settings: { inventory: place('inventory'), collectorUrl: 'http://127.0.0.1:9', tokenFile: place('token') } as Settings,
        clock: { nowMs: () => 0, sleep: () => Promise.resolve() },
        agree: (question, inPerson) => agreeTo(question, { isYes, text, terminal: { ask }, inPerson }),
        alone: (work) => work(),
        hasTerminal: false,
        publishedAgent,
        publicKey: 'ssh-ed25519 AAAA mimamori'
      }
      return enrollDevice({ deps, install: { directory, inventory: [] }, notify: (message) => { said.push(message) } })
    }
  }
}
