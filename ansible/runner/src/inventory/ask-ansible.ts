import { capture } from '../process/execute.ts'
import { readInventoryJson, type Inventory } from './inventory.ts'

export interface InventoryQuestion {
  readonly inventory: string
  readonly limit?: string | undefined
  readonly ansibleDirectory: string
}

/** The last line that says something, of what Ansible printed as its error. */
const reasonOf = (stderr: string): string =>
  stderr.split('\n').findLast((line) => line.startsWith('[ERROR]') || line.startsWith('ERROR!')) ?? stderr.trim().split('\n').at(-1) ?? ''

/** The inventory as Ansible reads it. @throws with Ansible's reason where it cannot */
export const askInventory = async ({ inventory, limit, ansibleDirectory }: InventoryQuestion): Promise<Inventory> => {
  const { exitCode, stdout, stderr, trouble } = await capture({
    argv: ['ansible-inventory', '-i', inventory, '--list', ...limit === undefined ? [] : ['--limit', limit]],
    cwd: ansibleDirectory,
    // Otherwise a broken inventory is an empty one.
    env: { ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED: 'true', ANSIBLE_NOCOLOR: '1', LC_ALL: 'C.UTF-8' }
  }, { timeoutMs: 120_000 })
  if (exitCode !== 0) throw new Error(trouble ?? reasonOf(stderr))
  return readInventoryJson(stdout)
}
