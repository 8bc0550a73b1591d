import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { changedFiles } from './file-steps.ts'
import { inventoryDirectory, layout } from './layout.ts'
import type { Machine } from './machine.ts'
import { written, type Server, type ServerFile } from './server.ts'
import { inventoryToTakeOver } from './take-over.ts'
import { certificatesOf } from './update-files.ts'

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
  /** Whether we have begun it; an administrator's is left unchanged. */
  readonly isOurs: boolean
  /** The files that no longer follow the collector's settings, and at the beginning those that are the administrator's from then on. */
  readonly changed: readonly ServerFile[]
}

/** The files of a server's inventory that are to be written. */
export const inventoryFiles = (server: Server, machine: Pick<Machine, 'at'>): InventoryFiles => {
  const { at } = machine
  const directory = inventoryDirectory(server.checkout)
  // It will be as the one that is taken over.
  const from = inventoryToTakeOver(server, machine) ?? directory
  const changed = (files: readonly ServerFile[]): readonly ServerFile[] =>
    changedFiles(files, machine).map((file) => ({ ...file, path: join(directory, relative(from, file.path)) }))
  const own: readonly ServerFile[] = [
    { path: join(from, 'fleet.mimamori.yml'), content: devicesOfCollector(server), isOursWhileMarked: true },
    { path: join(from, defaultsFile), content: defaultVariables(server), isOursWhileMarked: true }
  ]
  if (existsSync(at(join(from, defaultsFile)))) return { isOurs: true, changed: changed(own) }
  const first: readonly ServerFile[] = [
    { path: join(from, 'hosts.yml'), content: hosts },
    {
      path: join(from, 'group_vars/clients.yml'),
      content: readFileSync(join(server.checkout, 'ansible/inventory.example/group_vars/clients.yml'), 'utf8')
    }
  ]
  // A run that was cut off has left some of them.
  const known = new Map([...first, ...own].map(({ path, content }) => [at(path), content]))
  const entries = existsSync(at(from)) ? readdirSync(at(from), { recursive: true, withFileTypes: true }) : []
  const found = entries.filter((entry) => !entry.isDirectory()).map(({ parentPath, name }) => join(parentPath, name))
  return found.every((file) => known.get(file) === readFileSync(file, 'utf8'))
    ? { isOurs: true, changed: changed([...first, ...own]) }
    : { isOurs: false, changed: [] }
}
