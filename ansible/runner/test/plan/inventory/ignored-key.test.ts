import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryDirectory } from '../../../../../collector/test/temporary-directory.ts'
import { ignoredKeys, locationOfKey } from '../../../src/plan/inventory/ignored-key.ts'
import { checkAnsible } from '../../../src/plan/preflight/check-ansible.ts'
import { commandText } from '../../../src/text/runner-text.ts'

/** As ansible-inventory of ansible-core 2.19.11 prints it. */
const printed = `Using /work/ansible.cfg as config file
[WARNING]: Skipping unexpected key (hots) in group (site_north), only "vars", "children" and "hosts" are valid
[WARNING]: Skipping key (groups) in group (clients) as it is not a mapping, \
it is a <class 'ansible.module_utils._internal._datatag._AnsibleTaggedStr'>
[WARNING]: Skipping 'kiosks' as this is not a valid group definition
`

const inventory = `all:
  children:
    server:
      hots: {hub: }
    clients:
      groups: site_north
      children:
        site_north:
          # hots: an older list
          "hots":
            pi-kiosk-01:
        kiosks: pi-kiosk-02
`

const directory = (): string => {
  const made = temporaryDirectory()
  mkdirSync(join(made, 'group_vars'))
  writeFileSync(join(made, 'group_vars', 'clients.yml'), 'hots: 1\n')
  writeFileSync(join(made, 'hosts.yml'), inventory)
  return made
}

it('reads of what Ansible warns which keys it has left out', () => {
  expect(ignoredKeys(printed)).toStrictEqual([{ key: 'hots', group: 'site_north' }, { key: 'groups', group: 'clients' }, { key: 'kiosks' }])
})

it('refuses each with its line, and the nearest name that a group may have', () => {
  const made = directory()
  const mistakes = checkAnsible(
    { version: '2.19.11', inventory: { hosts: [], names: [], groups: new Map() }, ignored: ignoredKeys(printed), reason: '' },
    made, commandText('en').preflight
  )
  expect(mistakes).toStrictEqual([
    `${made}/hosts.yml:10: Ansible ignores “hots” in the group site_north; did you mean hosts?`,
    `${made}/hosts.yml:6: Ansible ignores “groups” in the group clients; expected hosts, children or vars`,
    `${made}/hosts.yml:12: Ansible ignores the group “kiosks”; expected hosts, children or vars below it`
  ])
})

it('names the inventory where the key is nowhere in it, as where a program makes it', () => {
  const made = directory()
  expect(locationOfKey(made, { key: 'host', group: 'clients' })).toBe(made)
})
