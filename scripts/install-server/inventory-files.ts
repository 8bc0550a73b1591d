import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { layout } from './layout.ts'
import type { Machine } from './machine.ts'
import { written, type Server, type ServerFile } from './server.ts'
import { certificatesOf } from './update-files.ts'

/** Ansible's inventory of a checkout, which git does not know. */
export const inventoryDirectory = (checkout: string): string => join(checkout, 'ansible/inventory')

/** Ansible reads it first, so that an administrator's values take precedence. */
const defaultsFile = '00-mimamori.yml'

const defaultVariables = (server: Server): string => {
  const certificates = certificatesOf(server)
  const variables = [
    ...server.deviceUrl === undefined ? [] : [`    agent_collector_url: ${server.deviceUrl}`],
    ...certificates === undefined ? [] : [`    agent_ca_file: ${certificates}`]
  ]
  return [
    '---', `# ${written} Your other files here take precedence.`,
    'server:', 'clients:', ...variables.length === 0 ? [] : ['  vars:', ...variables], ''
  ].join('\n')
}

const devicesOfCollector = (server: Server): string => {
  const certificates = certificatesOf(server)
  return [
    '---',
    `# ${written} Every device of the collector is in the inventory. Without this line, this file stays as you change it.`,
    'plugin: mimamori.fleet.devices',
    `url: ${server.collectorUrl.origin}`,
    `token_file: ${layout.updateToken}`,
    ...certificates === undefined ? [] : [`ca_file: ${certificates}`],
    ''
  ].join('\n')
}

const hosts = `---
# The devices of the collector are in the inventory by themselves, in the groups of their site and role. What else is true of one goes here.
# For a Raspberry Pi 3 (pi3) or Zero 2 W (pi_zero_2w), for example, replace the last line by these:
#    clients:
#      hosts:
#        pi-line-01:
#          mimamori_profile: pi3
all:
  children:
    clients:
`

interface InventoryFiles {
  /** undefined: an administrator's inventory, which is left unchanged. */
  readonly ours: readonly ServerFile[] | undefined
  /** Written once, when the inventory is begun; then they are the administrator's. */
  readonly first: readonly ServerFile[]
}

/** The first files of a server's inventory, and the files that follow the collector's settings. */
export const inventoryFiles = (server: Server, { at }: Pick<Machine, 'at'>): InventoryFiles => {
  const directory = inventoryDirectory(server.checkout)
  const own: readonly ServerFile[] = [
    { path: join(directory, 'fleet.mimamori.yml'), content: devicesOfCollector(server), isOursWhileMarked: true },
    { path: join(directory, defaultsFile), content: defaultVariables(server), isOursWhileMarked: true }
  ]
  if (existsSync(at(join(directory, defaultsFile)))) return { ours: own, first: [] }
  const first: readonly ServerFile[] = [
    { path: join(directory, 'hosts.yml'), content: hosts },
    {
      path: join(directory, 'group_vars/clients.yml'),
      content: readFileSync(join(server.checkout, 'ansible/inventory.example/group_vars/clients.yml'), 'utf8')
    }
  ]
  // A run that was cut off has left some of them.
  const known = new Map([...first, ...own].map(({ path, content }) => [at(path), content]))
  const entries = existsSync(at(directory)) ? readdirSync(at(directory), { recursive: true, withFileTypes: true }) : []
  const found = entries.filter((entry) => !entry.isDirectory()).map(({ parentPath, name }) => join(parentPath, name))
  return found.every((file) => known.get(file) === readFileSync(file, 'utf8')) ? { ours: own, first } : { ours: undefined, first: [] }
}
