import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DeviceView } from '@mimamori/contract'
import { UsageError } from '../cli/errors.ts'
import { askAnsible } from '../inventory/ask-ansible.ts'
import { ansibleDirectory } from '../places.ts'
import { checkAnsible } from '../preflight/check-ansible.ts'
import type { Settings } from '../settings/settings.ts'
import type { CommandText } from '../text/command-text.en.ts'
import type { EnrollText } from '../text/enroll-text.en.ts'
import type { Candidate } from './candidate.ts'
import { deviceSsh, type DeviceSsh } from './device-ssh.ts'
import type { RegistryClient } from './registry-client.ts'

/** What the server has for the devices that are to be added. */
export interface ServerPart {
  /** The sources of the inventory in which they all are, also those that are new. */
  readonly inventory: readonly string[]
  readonly sshOf: (candidate: Candidate) => DeviceSsh
  /** The public half of the key by which the server logs in. */
  readonly publicKeyOf: (candidate: Candidate) => string
}

/** As Ansible's inventory plugins make a group's name. */
const groupName = (prefix: string, name: string): string => `${prefix}_${name.replace(/\W/g, '_')}`

/** An inventory of the candidates alone, each in the groups in which the collector's plugin will have it, so that the groups' variables hold for it. */
export const candidateInventory = (candidates: readonly Candidate[], devices: readonly Pick<DeviceView, 'id' | 'address' | 'site' | 'role'>[]): object => {
  const children: Record<string, { readonly hosts: Record<string, object> }> = {}
  for (const { id, ...given } of candidates) {
    const registered = devices.find((device) => device.id === id)
    const { address = registered?.address, site = registered?.site, role = registered?.role } = given
    const groups = ['clients', ...site ? [groupName('site', site)] : [], ...role ? [groupName('role', role)] : []]
    for (const group of groups) (children[group] ??= { hosts: {} }).hosts[id] = address ? { ansible_host: address } : {}
  }
  return { all: { children } }
}

const readable = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8').trim() || undefined
  } catch {
    return undefined
  }
}

const usualAgentDirectory = '/srv/mimamori/agent'

/** What an inventory lacks for a device. */
const mistakesOf = (id: string, variables: Readonly<Record<string, unknown>>, ssh: DeviceSsh | undefined, text: EnrollText['server']): string[] => {
  const agentDirectory = typeof variables['agent_directory'] === 'string' ? variables['agent_directory'] : usualAgentDirectory
  return [
    ...ssh === undefined ? [text.noAccess(id)] : readable(`${ssh.keyFile}.pub`) === undefined ? [text.noKey(ssh.keyFile)] : [],
    ...typeof variables['agent_collector_url'] === 'string' ? [] : [text.noCollectorUrl],
    ...existsSync(join(agentDirectory, 'agent.json')) ? [] : [text.noAgent(agentDirectory)]
  ]
}

/** All devices of the inventory. @throws {UsageError} */
export const inventoryCandidates = async ({ inventory }: Pick<Settings, 'inventory'>, { preflight: text }: CommandText): Promise<Candidate[]> => {
  const answer = await askAnsible({ inventory, ansibleDirectory })
  const mistakes = checkAnsible(answer, inventory, text)
  if (mistakes.length > 0) throw new UsageError(mistakes)
  return answer.inventory!.hosts.map(({ host, variables: { ansible_host: address } }) => ({ id: host, ...typeof address === 'string' && { address } }))
}

export interface ServerPartOptions {
  readonly candidates: readonly Candidate[]
  readonly settings: Settings
  readonly registry: Pick<RegistryClient, 'devices'>
  /** Of this account alone. */
  readonly directory: string
  readonly text: EnrollText
  readonly commandText: CommandText
}

/** @throws {UsageError} with all that the server itself lacks, before any device is touched */
export const prepareServer = async ({ candidates, settings, registry, directory, text: { server: text }, commandText }: ServerPartOptions): Promise<ServerPart> => {
  if (readable(settings.enrollTokenFile) === undefined) throw new UsageError([text.noToken(settings.enrollTokenFile)])
  const devices = await registry.devices().catch((error: unknown) => { throw new UsageError([text.noCollector(settings.collectorUrl, (error as Error).message)]) })
  const further = join(directory, 'candidates.json')
  writeFileSync(further, JSON.stringify(candidateInventory(candidates, devices)))
  const answer = await askAnsible({ inventory: settings.inventory, further, ansibleDirectory })
  const mistakes = checkAnsible(answer, settings.inventory, commandText.preflight)
  const variablesOf = ({ id }: Candidate): Readonly<Record<string, unknown>> => answer.inventory?.hosts.find(({ host }) => host === id)?.variables ?? {}
  const sshOf = (candidate: Candidate): DeviceSsh | undefined => {
    const variables = variablesOf(candidate)
    const registered = variables['ansible_host']
    return deviceSsh(typeof registered === 'string' ? registered : candidate.id, variables)
  }
  if (mistakes.length === 0) mistakes.push(...new Set(candidates.flatMap((candidate) => mistakesOf(candidate.id, variablesOf(candidate), sshOf(candidate), text))))
  if (mistakes.length > 0) throw new UsageError(mistakes)
  return { inventory: [settings.inventory, further], sshOf: (candidate) => sshOf(candidate)!, publicKeyOf: (candidate) => readable(`${sshOf(candidate)!.keyFile}.pub`)! }
}
