import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { demoRelease } from '../ansible/demo-release.ts'
import { deployLogin } from '../ansible/deploy-login.ts'
import { hostKeyOf } from '../lab/ssh.ts'
import type { Device } from '../lab/device.ts'
import type { Lab } from '../lab/lab.ts'

/** Variables of one device that are not the fleet's. */
export type HostVariables = Readonly<Record<string, Readonly<Record<string, unknown>>>>

export interface ServerFiles {
  /** What `ansible-playbook` and the runner read: MIMAMORI_UPDATE_CONFIG, a home of its own, and ssh's timeouts. */
  readonly environment: Readonly<Record<string, string>>
  /** The runner's state. */
  readonly stateDirectory: string
  /** Writes the inventory anew: which release all shall have, and what is different for some. */
  writeInventory (wanted: { readonly revision: string, readonly hosts?: HostVariables }): Promise<void>
  /** Asks every device for its host key, as enrollment does. */
  enrolHostKeys (): Promise<void>
  /** As where another machine has come to have the device's address: the key on record is not the one that answers there. */
  recordOtherKey (device: Device, other: Device): Promise<void>
  /** Forgets connections that are kept open, whose keys were checked long ago. */
  forgetConnections (): Promise<void>
}

/** With seven of them the lab's devices are of two sites, as in ansible/inventory.example. */
const halves = (ids: readonly string[]): readonly (readonly string[])[] => [
  ids.slice(0, Math.ceil(ids.length / 2)),
  ids.slice(Math.ceil(ids.length / 2))
]

/** What a server has of its own for updates, laid out as ansible/inventory.example and the guides say, for the lab's devices. */
export const layOutServer = async ({
  lab,
  repository,
  collectorUrl,
  tokenFile
}: {
  readonly lab: Lab
  readonly repository: string
  readonly collectorUrl: string
  readonly tokenFile: string
}): Promise<ServerFiles> => {
  const place = (name: string): string => join(lab.directory, name)
  const [inventory, knownHosts, home, stateDirectory] = [place('inventory'), place('known_hosts'), place('server-home'), place('updates')]
  await mkdir(join(inventory, 'group_vars'), { recursive: true })
  await mkdir(home)

  const enrolHostKeys = async (): Promise<void> => {
    await writeFile(knownHosts, (await Promise.all(lab.devices.map(hostKeyOf))).join(''))
  }

  const writeInventory: ServerFiles['writeInventory'] = async ({ revision, hosts = {} }) => {
    const sites = halves(lab.devices.map(({ id }) => id)).map((ids) => ({
      hosts: Object.fromEntries(
        ids.map((id) => [id, { ansible_host: lab.devices.find((device) => device.id === id)!.address, ...hosts[id] }])
      )
    }))
    // JSON is YAML.
    await writeFile(
      join(inventory, 'hosts.yml'),
      JSON.stringify({
        all: {
          children: {
            server: { hosts: { 'mimamori-server': { ansible_connection: 'local' } } },
            clients: { children: { site_north: sites[0], site_south: sites[1] } }
          }
        }
      })
    )
    await writeFile(
      join(inventory, 'group_vars/all.yml'),
      JSON.stringify({
        ansible_user: deployLogin,
        ansible_ssh_private_key_file: lab.keyFile,
        ansible_ssh_common_args: `-F none -o UserKnownHostsFile=${knownHosts} -o StrictHostKeyChecking=yes`
      })
    )
    await writeFile(join(inventory, 'group_vars/clients.yml'), JSON.stringify(demoRelease({ type: 'git', repository, revision })))
  }

  await writeFile(
    place('update.conf'),
    [
      '# The server’s settings, as /etc/mimamori/update.conf has them.',
      `MIMAMORI_UPDATE_DIR=${stateDirectory}`,
      `MIMAMORI_UPDATE_INVENTORY=${inventory}`,
      `MIMAMORI_URL=${collectorUrl}`,
      `MIMAMORI_UPDATE_TOKEN_FILE="${tokenFile}"`,
      // One look at a device that is away is enough to see that it is.
      'MIMAMORI_UPDATE_RETRIES=0',
      'MIMAMORI_UPDATE_WAVE_PERCENT=100',
      'MIMAMORI_UPDATE_MAX_FAILURES=10',
      ''
    ].join('\n')
  )
  await enrolHostKeys()
  return {
    environment: {
      HOME: home,
      LC_ALL: 'C.UTF-8',
      MIMAMORI_UPDATE_CONFIG: place('update.conf'),
      // As ansible.cfg has it, but a dead connection is noticed after a quarter of a minute, and none is kept long after the lab has ended.
      ANSIBLE_SSH_ARGS: '-o ControlMaster=auto -o ControlPersist=60s -o ServerAliveInterval=5 -o ServerAliveCountMax=3'
    },
    stateDirectory,
    writeInventory,
    enrolHostKeys,
    async recordOtherKey (device, other) {
      const keys = await Promise.all(
        lab.devices.map(async (one) =>
          one === device ? (await hostKeyOf(other)).replaceAll(other.address, device.address) : await hostKeyOf(one)
        )
      )
      await writeFile(knownHosts, keys.join(''))
    },
    async forgetConnections () {
      await rm(join(home, '.ansible/cp'), { recursive: true, force: true })
    }
  }
}
