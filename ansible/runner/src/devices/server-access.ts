import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DeviceView } from '@mimamori/contract'
import { UsageError } from '../platform/errors.ts'
import { askAnsible } from '../plan/inventory/ask-ansible.ts'
import { ansibleDirectory } from '../platform/paths.ts'
import { checkAnsible } from '../plan/preflight/check-ansible.ts'
import type { Settings } from '../settings/settings.ts'
import type { CommandText } from '../text/command-text.en.ts'
import type { DevicesText } from './devices-text.en.ts'
import type { Candidate } from './candidate.ts'
import { deviceSsh, type DeviceSsh } from './device-ssh.ts'
import type { RegistryClient } from './registry-client.ts'

/** The server's access to the devices of a command. */
export interface ServerAccess {
  /** The sources of the inventory in which they all are, including the new ones. */
  readonly inventory: readonly string[]
  readonly sshOf: (candidate: Candidate) => DeviceSsh
  /** The public half of the key by which the server logs in. */
  readonly publicKeyOf: (candidate: Candidate) => string
  /** Variables of a device in the inventory. */
  readonly variablesOf: (candidate: Candidate) => Readonly<Record<string, unknown>>
}

/** As Ansible's inventory plugins make a group's name. */
const groupName = (prefix: string, name: string): string => `${prefix}_${name.replace(/\W/g, '_')}`

/**
 * An inventory of the candidates alone, each in the groups in which the collector's plugin will have it, so that the groups'
 * variables hold for it.
 */
const candidateInventory = (
  candidates: readonly Candidate[], devices: readonly Pick<DeviceView, 'id' | 'address' | 'site' | 'role'>[]
): object => {
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

/** Settings that an inventory lacks to reach a device. */
const mistakesOf = (id: string, ssh: DeviceSsh | undefined, text: DevicesText['server']): string[] => {
  if (ssh === undefined) return [text.noAccess(id)]
  return readable(`${ssh.keyFile}.pub`) === undefined ? [text.noKey(ssh.keyFile)] : []
}

/** All devices of the inventory. @throws {UsageError} */
export const inventoryCandidates = async (
  { inventory }: Pick<Settings, 'inventory'>, { preflight: text }: CommandText
): Promise<Candidate[]> => {
  const answer = await askAnsible({ inventory, ansibleDirectory })
  const mistakes = checkAnsible(answer, inventory, text)
  if (mistakes.length > 0) throw new UsageError(mistakes)
  return answer.inventory!.hosts.map(({ host, variables: { ansible_host: address } }) => ({
    id: host, ...typeof address === 'string' && { address }
  }))
}

/**
 * The devices that the collector knows. @throws {UsageError} if there is no token to change them with, or the collector does not answer
 */
export const registeredDevices = async (
  registry: Pick<RegistryClient, 'devices'>, { enrollTokenFile, collectorUrl }: Settings, text: DevicesText['server']
): Promise<readonly DeviceView[]> => {
  if (readable(enrollTokenFile) === undefined) throw new UsageError([text.noToken(enrollTokenFile)])
  return await registry.devices().catch((error: unknown) => {
    throw new UsageError([
      text.noCollector(collectorUrl, (error as Error).message)
    ])
  })
}

export interface ServerAccessOptions {
  readonly candidates: readonly Candidate[]
  readonly settings: Settings
  /** The registered ones. */
  readonly devices: readonly DeviceView[]
  /** A folder of this account alone. */
  readonly directory: string
  readonly text: DevicesText['server']
  readonly commandText: CommandText
  /** Finds further settings that a device's variables lack for the command. */
  readonly alsoMissing?: (variables: Readonly<Record<string, unknown>>) => readonly string[]
}

/** @throws {UsageError} with all that the server itself lacks, before any device is touched */
export const prepareServer = async (
  { candidates, settings, devices, directory, text, commandText, alsoMissing = () => [] }: ServerAccessOptions
): Promise<ServerAccess> => {
  // With a second dot, which the name of no device's file has: one may be called `candidates`.
  const further = join(directory, 'candidates.inventory.json')
  writeFileSync(further, JSON.stringify(candidateInventory(candidates, devices)))
  const answer = await askAnsible({ inventory: settings.inventory, further, ansibleDirectory })
  const mistakes = checkAnsible(answer, settings.inventory, commandText.preflight)
  const variablesOf = ({ id }: Candidate): Readonly<Record<string, unknown>> =>
    answer.inventory?.hosts.find(({ host }) => host === id)?.variables ?? {}
  const sshOf = (candidate: Candidate): DeviceSsh | undefined => {
    const variables = variablesOf(candidate)
    const registered = variables['ansible_host']
    return deviceSsh(typeof registered === 'string' ? registered : candidate.id, variables)
  }
  if (mistakes.length === 0) mistakes.push(
    ...new Set(candidates.flatMap((candidate) => [
      ...mistakesOf(candidate.id, sshOf(candidate), text), ...alsoMissing(variablesOf(candidate))
    ]))
  )
  if (mistakes.length > 0) throw new UsageError(mistakes)
  return {
    inventory: [settings.inventory, further], variablesOf,
    sshOf: (candidate) => sshOf(candidate)!,
    publicKeyOf: (candidate) => readable(`${sshOf(candidate)!.keyFile}.pub`)!
  }
}
