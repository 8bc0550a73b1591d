import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { join } from 'node:path'
import type { RunSummary } from '@mimamori/contract'
import { askAsAdmin } from '../simulator/admin-api.ts'
import { startCollector, type CollectorProcess } from '../../collector/test/collector-process.ts'
import { writeDefaultConfig } from './ansible-here.ts'
import { timeCommand, type Timing } from './timed-command.ts'

/** One playbook, three ways: without the callback, with a collector that listens, and with one that never answers. */
export interface CallbackRound {
  readonly without: Timing
  readonly reporting: Timing
  readonly unanswered: Timing
}

export interface CallbackBenchOptions {
  readonly directory: string
  readonly hosts: number
  readonly rounds: number
  readonly say: (line: string) => void
}

/** What happens in any playbook: modules that change something or not, a task left out, a fact, a sentence. */
const playbook = `---
- name: Anything
  hosts: all
  gather_facts: false
  tasks:
    - name: Look
      ansible.builtin.command: "true"
      changed_when: false
    - name: Change
      ansible.builtin.command: "true"
    - name: Leave out
      ansible.builtin.command: "true"
      when: false
    - name: Remember
      ansible.builtin.set_fact:
        seen: true
    - name: Say
      ansible.builtin.debug:
        msg: done
`

/** Accepts and listens for ever, as a collector does that hangs. */
const startMute = async (): Promise<Server> => {
  const server = createServer((socket) => socket.on('error', () => {}).resume()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server.unref()
}

const succeededRuns = async (collector: CollectorProcess, hosts: number): Promise<number> =>
  (await askAsAdmin<{ readonly runs: readonly RunSummary[] }>(collector, '/api/updates')).runs.filter(
    ({ outcome, counts }) => outcome === 'succeeded' && counts.updated === hosts
  ).length

const measureWith = async (
  collector: CollectorProcess,
  mute: string,
  { directory, hosts, rounds, say }: CallbackBenchOptions
): Promise<CallbackRound[]> => {
  const names = Array.from({ length: hosts }, (_, index) => `pi-${String(index + 1).padStart(2, '0')}`)
  for (const id of names) await askAsAdmin(collector, '/api/clients', { id })
  const [site, inventory] = [join(directory, 'site.yml'), join(directory, 'inventory.yml')]
  await writeFile(site, playbook)
  await writeFile(
    inventory,
    JSON.stringify({
      all: {
        hosts: Object.fromEntries(names.map((name) => [name, {}])),
        vars: { ansible_connection: 'local', ansible_python_interpreter: '/usr/bin/python3' }
      }
    })
  )
  const config = await writeDefaultConfig(directory)
  let runs = 0
  const play = async (url?: string): Promise<Timing & { readonly spooled: number }> => {
    // Of its own, so that no run delivers what an earlier one has left.
    const spool = join(directory, `spool-${++runs}`)
    await mkdir(spool)
    const settings =
      url === undefined
        ? {}
        : {
            ANSIBLE_CALLBACKS_ENABLED: 'mimamori.fleet.report',
            MIMAMORI_URL: url,
            MIMAMORI_UPDATE_TOKEN_FILE: join(collector.dataDirectory, 'tokens/update'),
            MIMAMORI_SPOOL_DIR: spool
          }
    const { seconds, cpuSeconds } = await timeCommand({
      argv: ['ansible-playbook', '--inventory', inventory, site],
      cwd: directory,
      env: { HOME: directory, ANSIBLE_CONFIG: config, ANSIBLE_PIPELINING: 'True', ...settings },
      timeoutMs: 600_000
    })
    return { seconds, cpuSeconds, spooled: (await readdir(spool)).length }
  }
  // Unmeasured: what has hardly run is slow, here and in the collector.
  await play(collector.origin.origin)
  const measured: CallbackRound[] = []
  for (let round = 0; round < rounds; round++) {
    say(`the callback over ${hosts} hosts, round ${round + 1} of ${rounds} …`)
    // Each side of the comparison comes first as often as last, and beside the other.
    const isForward = round % 2 === 0
    const first = await play(isForward ? collector.origin.origin : mute)
    const without = await play()
    const last = await play(isForward ? mute : collector.origin.origin)
    const [reporting, unanswered] = isForward ? [first, last] : [last, first]
    if (unanswered.spooled === 0) {
      throw new Error('expected what nobody has answered to lie in the spool, and nothing is there: the callback did not run')
    }
    measured.push({ without, reporting, unanswered })
  }
  const heard = await succeededRuns(collector, hosts)
  if (heard !== rounds + 1) {
    throw new Error(`expected the collector to know of ${rounds + 1} runs over ${hosts} updated hosts, and it knows of ${heard}`)
  }
  return measured
}

/** Runs a playbook over hosts that are this very machine, by turns with and without the callback. */
export const measureCallback = async (options: CallbackBenchOptions): Promise<CallbackRound[]> => {
  await mkdir(options.directory, { recursive: true })
  const mute = await startMute()
  const collector = await startCollector({
    dataDirectory: join(options.directory, 'collector'),
    adminToken: randomBytes(32).toString('base64url')
  })
  try {
    return await measureWith(collector, `http://127.0.0.1:${(mute.address() as AddressInfo).port}`, options)
  } finally {
    await collector.stop()
    mute.close()
  }
}
