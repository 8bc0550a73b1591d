import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readInventoryJson } from '../../ansible/runner/src/plan/inventory/inventory.ts'
import { makePlan } from '../../ansible/runner/src/plan/make-plan.ts'
import { releaseOf } from '../../ansible/runner/src/plan/release-source.ts'
import { planWaves } from '../../ansible/runner/src/plan/plan-waves.ts'
import { createMirror } from '../ansible/release-mirror.ts'
import { checkout } from '../lab/node-binary.ts'
import { startCollector } from '../../collector/test/collector-process.ts'
import { createFleet, type FleetMember } from '../simulator/fleet.ts'
import { importFleet } from '../simulator/start-fleet.ts'
import { collection, collectionConfig } from './ansible-here.ts'
import { timeCommand } from './timed-command.ts'

export interface PlanCost {
  /** From what Ansible says of the inventory to the waves, the first time that a process does it; the runner does it once. */
  readonly planningSeconds: number
  /** `--plan`, from the command to the last line. */
  readonly commandSeconds: readonly number[]
  /** `ansible-inventory --list` of the same inventory. */
  readonly inventorySeconds: readonly number[]
  /** The same of an inventory that has one host. */
  readonly ansibleStartSeconds: readonly number[]
}

export interface PlanBenchOptions {
  readonly directory: string
  readonly devices: number
  readonly rounds: number
  readonly say: (line: string) => void
}

/** As ansible/inventory.example has it: groups by site, what is true of all in group_vars. */
const writeInventory = async (directory: string, fleet: readonly FleetMember[], repository: string): Promise<void> => {
  const sites = Map.groupBy(fleet, ({ site }) => site)
  const hosts = [...sites.values()].map((members, index) => [
    `        site_${index + 1}:`,
    '          hosts:',
    ...members.flatMap(({ id, localAddress }) => [`            ${id}:`, `              ansible_host: ${localAddress}`])
  ])
  await mkdir(join(directory, 'group_vars'), { recursive: true })
  await writeFile(
    join(directory, 'hosts.yml'),
    [
      '---',
      'all:',
      '  children:',
      '    server:',
      '      hosts:',
      '        mimamori-server:',
      '          ansible_connection: local',
      '    clients:',
      '      children:',
      ...hosts.flat(),
      ''
    ].join('\n')
  )
  await writeFile(join(directory, 'group_vars/all.yml'), '---\nansible_user: mimamori\n')
  await writeFile(
    join(directory, 'group_vars/clients.yml'),
    `---\nrelease_name: demo\nrelease_source:\n  type: git\n  repository: ${repository}\n  revision: v1\n`
  )
}

const planningSecondsOf = (inventoryJson: string, devices: number): number => {
  const began = performance.now()
  const { hosts, groups } = readInventoryJson(inventoryJson)!
  const plan = makePlan({
    devices: { selection: { hosts, leftOut: [], pinned: [], pausedOff: [], named: [] }, groups, known: new Map() },
    action: 'update',
    release: {
      work: { playbook: '', queuesUnreachable: true, releaseOf, wanted: { variables: {}, revisions: new Map() } },
      unnamedReleases: []
    },
    rollout: { canary: undefined, wavePercent: undefined, maxFailures: undefined, soakMinutes: undefined },
    settings: { inventory: '', canary: 1, wavePercent: 10, maxFailures: undefined },
    schedule: {},
    mode: { check: false, isWholeFleet: true },
    start: { by: '', language: 'en', clock: { nowMs: () => Date.now() } }
  })
  const planned = planWaves(plan).flatMap(({ batches }) => batches).flat().length
  const seconds = (performance.now() - began) / 1000
  if (planned !== devices) throw new Error(`expected ${devices} devices in the waves, found ${planned}`)
  return seconds
}

/** Plans an update of a large fleet, with the real ansible-inventory and a collector that knows the devices. */
export const measurePlanning = async ({ directory, devices, rounds, say }: PlanBenchOptions): Promise<PlanCost> => {
  const [inventory, repository, state] = ['inventory', 'demo.git', 'state'].map((name) => join(directory, name)) as [string, string, string]
  await mkdir(directory, { recursive: true })
  await createMirror(repository, { v1: {} })
  const fleet = createFleet(devices)
  await writeInventory(inventory, fleet, repository)
  const collector = await startCollector({
    dataDirectory: join(directory, 'collector'),
    adminToken: 'admin-token-of-the-benchmark-0123456789'
  })
  try {
    await importFleet(collector, fleet)
    const config = join(directory, 'update.conf')
    await writeFile(config, '')
    const env = {
      HOME: directory,
      ANSIBLE_CONFIG: collectionConfig,
      MIMAMORI_UPDATE_CONFIG: config,
      MIMAMORI_UPDATE_DIR: state,
      MIMAMORI_UPDATE_INVENTORY: inventory,
      MIMAMORI_URL: collector.origin.origin,
      MIMAMORI_UPDATE_TOKEN_FILE: join(collector.dataDirectory, 'tokens/update')
    }
    const time = async (...argv: [string, ...string[]]) => timeCommand({ argv, cwd: collection, env, timeoutMs: 120_000 })
    const asked = async () => time('ansible-inventory', '-i', inventory, '--list')
    const commanded = async () => {
      const timing = await time(process.execPath, join(checkout, 'ansible/runner/src/main.ts'), '--plan', '--json')
      const { hosts } = JSON.parse(timing.output) as { readonly hosts: readonly unknown[] }
      if (hosts.length !== devices) throw new Error(`expected a plan of ${devices} devices, got ${hosts.length}`)
      return timing
    }
    await commanded()
    const planningSeconds = planningSecondsOf((await asked()).output, devices)
    const cost = { commandSeconds: [] as number[], inventorySeconds: [] as number[], ansibleStartSeconds: [] as number[] }
    for (let round = 0; round < rounds; round++) {
      say(`planning ${devices} devices, round ${round + 1} of ${rounds} …`)
      cost.commandSeconds.push((await commanded()).seconds)
      cost.inventorySeconds.push((await asked()).seconds)
      cost.ansibleStartSeconds.push((await time('ansible-inventory', '-i', 'localhost,', '--list')).seconds)
    }
    return { planningSeconds, ...cost }
  } finally {
    await collector.stop()
  }
}
