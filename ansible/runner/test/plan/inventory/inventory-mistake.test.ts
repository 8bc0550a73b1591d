import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryDirectory } from '../../../../../collector/test/temporary-directory.ts'
import { inventoryMistake } from '../../../src/plan/inventory/inventory-mistake.ts'

/** An inventory with these files, removed at the end of the test. */
const inventoryOf = (files: Readonly<Record<string, string>>): string => {
  const directory = temporaryDirectory()
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true })
    writeFileSync(join(directory, name), content)
  }
  return directory
}

/** As ansible-inventory of ansible-core 2.19.11 prints it; of each plugin that tries the first words. */
const printed = (yaml: string) => `[WARNING]: Failed to parse inventory with 'auto' plugin: ${yaml}

[WARNING]: Failed to parse inventory with 'yaml' plugin: ${yaml}

[WARNING]: Failed to parse inventory with 'ini' plugin: Failed to parse inventory: Invalid host pattern 'all:' supplied, ending in ':' \
is not allowed, this character is reserved to provide a port.

[ERROR]: Completely failed to parse inventory source /etc/mimamori/hosts.yml
`

it('names the line of a mistake in YAML', () => {
  expect(inventoryMistake(printed(`YAML parsing failed: Colons in unquoted values must be followed by a non-space character.

Failed to parse inventory with 'auto' plugin.

<<< caused by >>>

YAML parsing failed: Colons in unquoted values must be followed by a non-space character.
Origin: /etc/mimamori/hosts.yml:6:12

4       hosts:
5         pi-1: {ansible_host: 10.0.0.1}
6        pi-2: {ansible_host: 10.0.0.2}
             ^ column 12
`), '/etc/mimamori')).toBe('/etc/mimamori/hosts.yml:6: Colons in unquoted values must be followed by a non-space character.')
})

it('says what is wrong in YAML that is no inventory, and where', () => {
  const inventory = inventoryOf({ 'hosts.yml': 'all:\n  children:\n    clients:\n      hosts:\n        - pi-01\n' })
  expect(inventoryMistake(
    printed(
      'Invalid "hosts" entry for "clients" group, requires a dictionary, found "<class ' +
      '\'ansible.module_utils._internal._datatag._AnsibleTaggedList\'>" instead.'
    ), inventory
  ))
    .toBe(`${inventory}/hosts.yml:4: Invalid "hosts" entry for "clients" group, requires a dictionary`)
})

it.each([
  ['an open list', 'release_name: signage\nrelease_hooks: [\n'],
  ['a tab', 'a:\n\tb: c\n'],
  ['a command with a colon', '# What comes first\nprepare: ln -s a: b\n'],
  ['a template without quotes', 'a: "{{ x }}"\nb: {{ x }}\n'],
  ['a tag that Ansible does not know', 'release_name: signage\nrelease_hooks: !env HOOKS\n']
])('names file and line of variables that are no YAML, which Ansible does not: %s', (_, broken) => {
  const good = '---\nkey: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  3132\ntext: !unsafe "{{"\nkey: again\n'
  const inventory = inventoryOf({
    'hosts.yml': 'all:\n', 'group_vars/all/vars.yml': good, 'group_vars/README.md': '[', 'group_vars/clients.yml': broken,
    'host_vars/pi-01': good
  })
  const stderr = 'No config file found; using defaults\n[ERROR]: YAML parsing failed: Tabs are usually invalid in YAML.\n'
  for (const given of [inventory, join(inventory, 'hosts.yml')]) expect(inventoryMistake(stderr, given)).toBe(
    `${inventory}/group_vars/clients.yml:2: Tabs are usually invalid in YAML.`
  )
})

it('has Ansible’s last error where it knows no better', () => {
  expect(inventoryMistake(
    '[WARNING]: something\n[ERROR]: Unable to parse /nowhere as an inventory source\n', '/nowhere'
  )).toBe('[ERROR]: Unable to parse /nowhere as an inventory source')
  expect(inventoryMistake('killed\n', '/nowhere')).toBe('killed')
})
