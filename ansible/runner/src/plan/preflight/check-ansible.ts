import { existsSync } from 'node:fs'
import { nearestName } from '@mimamori/program/nearest-name'
import type { AnsibleAnswer } from '../inventory/ask-ansible.ts'
import { groupKeys, locationOfKey } from '../inventory/ignored-key.ts'
import type { CommandText } from '../../text/command-text.en.ts'

/** The oldest ansible-core that the collection works with, Debian 13's, as meta/runtime.yml has it for Ansible. */
export const neededAnsible = '2.19'

/** Whether an ansible-core, such as `2.14.18`, is too old. */
export const isOldAnsible = (version: string): boolean => version.localeCompare(neededAnsible, 'en', { numeric: true }) < 0

/** Finds everything that prevents an update in Ansible and the inventory, one message each. */
export const checkAnsible = (
  { version, inventory, ignored, reason }: Omit<AnsibleAnswer, 'limited'>, inventoryPath: string, text: CommandText['preflight']
): string[] => {
  if (version === undefined) return [text.noAnsible(reason)]
  return [
    ...isOldAnsible(version) ? [text.oldAnsible(version, neededAnsible)] : [],
    ...inventory === undefined ? [existsSync(inventoryPath) ? text.inventory(inventoryPath, reason) : text.noInventory(inventoryPath)] : [],
    ...(inventory?.hosts ?? []).filter(({ host }) => inventory!.groups.has(host)).map(({ host }) => text.hostIsGroup(host)),
    ...ignored.map((one) => text.ignoredKey({ place: locationOfKey(inventoryPath, one), ...one, nearest: nearestName(one.key, groupKeys) }))
  ]
}
