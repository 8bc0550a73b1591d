import { mkdtemp, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { installedOn, runsOn } from '../ansible/on-device.ts'
import { installDemo } from '../ansible/release-lab.ts'
import { createMirror } from '../ansible/release-mirror.ts'
import { run } from '../lab/command.ts'
import { startLab, type Lab } from '../lab/lab.ts'
import { askAsAdmin } from '../simulator/admin-api.ts'
import { startCollector, type CollectorProcess } from '../../collector/test/collector-process.ts'
import { layOutServer } from '../updates/server-files.ts'
import { collection, collectionConfig, writeDefaultConfig } from './ansible-here.ts'
import { timeCommand, type Timing } from './timed-command.ts'

/** The same playbook over the same devices, twice, a new release each time. */
export interface FleetUpdateRound {
  readonly ours: Timing
  readonly defaults: Timing
}

export interface FleetUpdateOptions {
  readonly devices: number
  readonly rounds: number
  readonly say: (line: string) => void
}

/** Connections that outlive the run would make the next one quicker, and outlive the benchmark. */
const closeConnections = async (home: string): Promise<void> => {
  const directory = join(home, '.ansible/cp')
  for (const name of await readdir(directory).catch(() => [])) {
    await run(['ssh', '-F', 'none', '-O', 'exit', '-o', `ControlPath=${join(directory, name)}`, 'device']).catch(() => '')
  }
}

const measureWith = async (lab: Lab, collector: CollectorProcess, { rounds, say }: FleetUpdateOptions): Promise<FleetUpdateRound[]> => {
  const place = (name: string): string => join(lab.directory, name)
  const repository = place('demo.git')
  const tags = Array.from({ length: 2 * rounds + 1 }, (_, index) => `v${index + 1}`)
  const revisions = await createMirror(repository, Object.fromEntries(tags.map((tag) => [tag, {}])))
  await Promise.all(lab.devices.map(installDemo))
  for (const { id, address } of lab.devices) await askAsAdmin(collector, '/api/clients', { id, address })
  const tokenFile = join(collector.dataDirectory, 'tokens/update')
  const server = await layOutServer({ lab, repository, collectorUrl: collector.origin.origin, tokenFile })
  const config = { ours: collectionConfig, defaults: await writeDefaultConfig(place('defaults')) }

  const update = async (settings: keyof typeof config): Promise<Timing> => {
    const tag = tags.shift()!
    await server.writeInventory({ revision: tag })
    // Of its own: no facts and no connections of an earlier run.
    const home = await mkdtemp(place('home-'))
    const env = {
      HOME: home,
      ANSIBLE_CONFIG: config[settings],
      MIMAMORI_UPDATE_DIR: place('updates'),
      MIMAMORI_URL: collector.origin.origin,
      MIMAMORI_UPDATE_TOKEN_FILE: tokenFile,
      MIMAMORI_SPOOL_DIR: place('spool')
    }
    try {
      const { seconds, cpuSeconds } = await timeCommand({
        argv: ['ansible-playbook', '--inventory', place('inventory'), 'playbooks/update_clients.yml'],
        cwd: collection,
        env,
        timeoutMs: 1_800_000
      })
      for (const device of lab.devices) {
        const found = [await installedOn(device), await runsOn(device)]
        if (found.some((revision) => revision !== revisions[tag])) {
          throw new Error(`${device.id} was to be updated to ${tag}, ${revisions[tag]}, and has and runs ${found.join(' and ')}`)
        }
      }
      return { seconds, cpuSeconds }
    } finally {
      await closeConnections(home)
    }
  }

  say(`the first release onto ${lab.devices.length} devices, unmeasured …`)
  await update('ours')
  const measured: FleetUpdateRound[] = []
  for (let round = 0; round < rounds; round++) {
    say(`updating ${lab.devices.length} devices, round ${round + 1} of ${rounds} …`)
    // Each side comes first as often as second.
    const first = await update(round % 2 === 0 ? 'ours' : 'defaults')
    const second = await update(round % 2 === 0 ? 'defaults' : 'ours')
    measured.push(round % 2 === 0 ? { ours: first, defaults: second } : { ours: second, defaults: first })
  }
  return measured
}

/**
 * Boots devices, and updates all of them by turns with the collection's settings and with Ansible's own. @throws where a device does not
 * run what it was given
 */
export const measureFleetUpdate = async (options: FleetUpdateOptions): Promise<FleetUpdateRound[]> => {
  options.say(`${options.devices} devices boot …`)
  const lab = await startLab({
    ids: Array.from({ length: options.devices }, (_, index) => `pi-${String(index + 1).padStart(2, '0')}`),
    binds: {},
    say: options.say
  })
  try {
    const collector = await startCollector({
      dataDirectory: join(lab.directory, 'collector'),
      adminToken: 'admin-token-of-the-benchmark-0123456789'
    })
    try {
      return await measureWith(lab, collector, options)
    } finally {
      await collector.stop()
    }
  } finally {
    await lab.end()
  }
}
