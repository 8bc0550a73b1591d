import { existsSync } from 'node:fs'
import { nearestName } from '@mimamori/program/nearest-name'
import type { AnsibleAnswer } from '../inventory/ask-ansible.ts'
import { groupKeys, locationOfKey } from '../inventory/ignored-key.ts'
import type { CommandText } from '../../text/command-text.en.ts'

/** Debian 13's; what the playbooks are tested with. */
const needed = [2, 19] as const

/** Finds everything that prevents an update in Ansible and the inventory, one message each. */
export const checkAnsible = (
  { version, inventory, ignored, reason }: Omit<AnsibleAnswer, 'limited'>, inventoryPath: string, text: CommandText['preflight']
): string[] => {
  if (version === undefined) return [text.noAnsible(reason)]
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isNewEnough = major > needed[0] || (major === needed[0] && minor >= needed[1])
  return [
    ...isNewEnough ? [] : [text.oldAnsible(version, needed.join('.'))],
    ...inventory === undefined ? [existsSync(inventoryPath) ? text.inventory(inventoryPath, reason) : text.noInventory(inventoryPath)] : [],
    ...(inventory?.hosts ?? []).filter(({ host }) => inventory!.groups.has(host)).map(({ host }) => text.hostIsGroup(host)),
    ...ignored.map((one) => text.ignoredKey({ place: locationOfKey(inventoryPath, one), ...one, nearest: nearestName(one.key, groupKeys) }))
  ]
}
