import { capture } from '../process/execute.ts'
import { readInventoryJson, type Inventory } from './inventory.ts'

export interface InventoryQuestion {
  readonly inventory: string
  readonly limit?: string | undefined
  readonly ansibleDirectory: string
}

export interface AnsibleAnswer {
  /** Of ansible-core; undefined where Ansible cannot be started. */
  readonly version?: string
  /** Undefined where Ansible cannot read it. */
  readonly inventory?: Inventory
  /** Ansible's own, where something of that is missing. */
  readonly reason: string
}

/** The last line that says something, of what Ansible printed as its error. */
const reasonOf = (stderr: string): string =>
  stderr.split('\n').findLast((line) => line.startsWith('[ERROR]') || line.startsWith('ERROR!')) ?? stderr.trim().split('\n').at(-1) ?? ''

/** The inventory as Ansible reads it, and which Ansible that is: of one start, which costs more than a small inventory. */
export const askAnsible = async ({ inventory, limit, ansibleDirectory }: InventoryQuestion): Promise<AnsibleAnswer> => {
  const { exitCode, stdout, stderr, trouble } = await capture({
    // With -vv it says its version first, like --version, and goes on.
    argv: ['ansible-inventory', '-vv', '-i', inventory, '--list', ...limit === undefined ? [] : ['--limit', limit]],
    cwd: ansibleDirectory,
    // Without the first, a broken inventory is an empty one.
    env: { ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED: 'true', ANSIBLE_VERBOSE_TO_STDERR: 'true', ANSIBLE_NOCOLOR: '1', LC_ALL: 'C.UTF-8' }
  }, { timeoutMs: 120_000 })
  const version = /\[core ([^\]]+)\]/.exec(stderr)?.[1]
  return { ...version !== undefined && { version }, ...exitCode === 0 && { inventory: readInventoryJson(stdout) }, reason: trouble ?? reasonOf(stderr) }
}
