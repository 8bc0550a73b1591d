import { capture, type Captured } from '../../platform/process/execute.ts'
import { ignoredKeys, type IgnoredKey } from './ignored-key.ts'
import { inventoryMistake } from './inventory-mistake.ts'
import { readInventoryJson, type Inventory, type InventoryHost } from './inventory.ts'

export interface InventoryQuestion {
  readonly inventory: string
  /** A further source, read after it. */
  readonly further?: string | undefined
  readonly limit?: string | undefined
  readonly ansibleDirectory: string
}

export interface AnsibleAnswer {
  /** The version of ansible-core; undefined if Ansible cannot be started. */
  readonly version?: string
  /** Undefined if Ansible cannot read it. */
  readonly inventory?: Inventory
  /** The devices that match the limit, and the parts of the limit that match none. */
  readonly limited: { readonly hosts: readonly InventoryHost[], readonly unmatched: readonly string[] }
  /** Keys that Ansible ignores with only a warning. */
  readonly ignored: readonly IgnoredKey[]
  /** Ansible's own message, if any of these is missing. */
  readonly reason: string
}

/** Ansible's message for a part of a limit that matches no host and no group. */
const unmatchedIn = (stderr: string): string[] =>
  [...stderr.matchAll(/Could not match supplied host pattern, ignoring: (.*)/g)].map(([, pattern = '']) => pattern)

const list = (sources: readonly string[], more: readonly string[], ansibleDirectory: string): Promise<Captured> => capture({
  // With -vv it prints its version first, like --version.
  argv: ['ansible-inventory', '-vv', ...sources.flatMap((source) => ['-i', source]), '--list', ...more],
  cwd: ansibleDirectory,
  // Without the first setting, Ansible takes a broken inventory for an empty one.
  env: { ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED: 'true', ANSIBLE_VERBOSE_TO_STDERR: 'true', ANSIBLE_NOCOLOR: '1', LC_ALL: 'C.UTF-8' }
}, { timeoutMs: 120_000 })

const notJson = 'ansible-inventory --list gave no JSON'

/** The inventory as Ansible reads it, the devices that match a limit, and Ansible's version. */
export const askAnsible = async ({ inventory: path, further, limit, ansibleDirectory }: InventoryQuestion): Promise<AnsibleAnswer> => {
  const sources = [path, ...further === undefined ? [] : [further]]
  const [all, some] = await Promise.all([
    list(sources, [], ansibleDirectory), limit === undefined ? undefined : list(sources, ['--limit', limit], ansibleDirectory)
  ])
  const version = /\[core ([^\]]+)\]/.exec(all.stderr)?.[1]
  const bad = [all, some].find((one) => one && one.exitCode !== 0)
  const whole = bad ? undefined : readInventoryJson(all.stdout)
  const part = bad || !some ? whole : readInventoryJson(some.stdout)
  const inventory = part && whole
  return {
    ...version !== undefined && { version },
    ...inventory && { inventory },
    limited: { hosts: (inventory && part)?.hosts ?? [], unmatched: inventory && some ? unmatchedIn(some.stderr) : [] },
    ignored: inventory ? ignoredKeys(all.stderr) : [],
    reason: bad ? bad.trouble ?? inventoryMistake(bad.stderr, path) : inventory ? '' : notJson
  }
}
