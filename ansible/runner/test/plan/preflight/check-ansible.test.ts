import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ansibleDirectory } from '../../../src/platform/paths.ts'
import { checkAnsible, neededAnsible } from '../../../src/plan/preflight/check-ansible.ts'
import { commandText } from '../../../src/text/runner-text.ts'

const inventory = { hosts: [], names: [], groups: new Map() }
/** A file that is there. */
const file = import.meta.filename
const check = (answer: Omit<Parameters<typeof checkAnsible>[0], 'ignored'>, inventoryPath = file) =>
  checkAnsible({ ignored: [], ...answer }, inventoryPath, commandText('en').preflight)

it('wants the ansible-core that the collection itself asks for', () => {
  expect(readFileSync(join(ansibleDirectory, 'meta/runtime.yml'), 'utf8')).toContain(`requires_ansible: '>=${neededAnsible}.0'`)
})

it.each(['2.19.0', '2.20.1rc1', '3.0.0'])('has nothing against ansible-core %s', (version) => {
  expect(check({ version, inventory, reason: '' })).toStrictEqual([])
})

it.each(['2.18.9', '2.9.27', '1.9'])('says that ansible-core %s is too old', (version) => {
  expect(check({ version, inventory, reason: '' })).toStrictEqual([`ansible-core is ${version}, and 2.19 or later is needed`])
})

it('says one thing, and not that the inventory is broken, where there is no Ansible', () => {
  expect(check({ reason: 'spawn ansible-inventory ENOENT' })).toStrictEqual([
    expect.stringMatching(/^Ansible cannot be started \(spawn ansible-inventory ENOENT\)/)
  ])
})

it('names the inventory that Ansible cannot read, beside an Ansible that is too old', () => {
  expect(check({ version: '2.18.9', reason: '[ERROR]: no' })).toStrictEqual([
    expect.stringContaining('2.18.9'), `${file}: Ansible cannot read the inventory: [ERROR]: no`
  ])
})

it('says how to begin an inventory where there is none', () => {
  expect(check({ version: '2.19.0', reason: '[ERROR]: no' }, `${file}.gone`)).toStrictEqual([
    `${file}.gone: there is no inventory yet; copy ansible/inventory.example to it and write your devices into it, or set ` +
    'MIMAMORI_UPDATE_INVENTORY'
  ])
})

it('names a device that is called like a group, whose address Ansible would give to the devices of the group', () => {
  const shared = {
    hosts: [{ host: 'kiosk', variables: {} }, { host: 'pi-1', variables: {} }], names: [], groups: new Map([['kiosk', ['pi-1']]])
  }
  expect(check({ version: '2.19.0', inventory: shared, reason: '' })).toStrictEqual([
    expect.stringMatching(/^kiosk is a device and also a group of the inventory/)
  ])
})
