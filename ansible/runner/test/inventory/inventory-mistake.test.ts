import { expect, it } from 'vitest'
import { inventoryMistake } from '../../src/inventory/inventory-mistake.ts'

/** As ansible-inventory of ansible-core 2.19.11 prints it; of each plugin that tries the first words. */
const printed = (yaml: string) => `[WARNING]: Failed to parse inventory with 'auto' plugin: ${yaml}

[WARNING]: Failed to parse inventory with 'yaml' plugin: ${yaml}

[WARNING]: Failed to parse inventory with 'ini' plugin: Failed to parse inventory: Invalid host pattern 'all:' supplied, ending in ':' is not allowed, this character is reserved to provide a port.

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
`))).toBe('/etc/mimamori/hosts.yml:6: Colons in unquoted values must be followed by a non-space character.')
})

it('says what is wrong in YAML that is no inventory', () => {
  expect(inventoryMistake(printed('Invalid "hosts" entry for "all" group, requires a dictionary, found "<class \'ansible.module_utils._internal._datatag._AnsibleTaggedList\'>" instead.')))
    .toBe('Invalid "hosts" entry for "all" group, requires a dictionary')
})

it('has Ansible’s last error where it knows no better', () => {
  expect(inventoryMistake('[WARNING]: something\n[ERROR]: Unable to parse /nowhere as an inventory source\n')).toBe('[ERROR]: Unable to parse /nowhere as an inventory source')
  expect(inventoryMistake('killed\n')).toBe('killed')
})
