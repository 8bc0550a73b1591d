import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inventoryFiles } from '../../../scripts/install-server/inventory-files.ts'
import { enabledLink, inventoryDirectory, layout } from '../../../scripts/install-server/layout.ts'
import { planRemoval } from '../../../scripts/install-server/plan-removal.ts'
import { readServerSettings, storedSettings } from '../../../scripts/install-server/server-settings.ts'
import { missingSudoRules, sudoRules } from '../../../scripts/install-server/sudoers.ts'
import { membersOf } from '../../../scripts/install-server/update-steps.ts'
import { checkout } from '../../../scripts/start/directories.ts'
import { follow, installedBy, planOf, serverOf, text } from './planned.ts'
import { standInMachine, type StandInMachine } from './stand-in-machine.ts'

const inventory = inventoryDirectory(checkout)

const plan = (machine: StandInMachine, more?: Parameters<typeof serverOf>[1]) => planOf(machine, serverOf(machine, more))
const installed = (prepare?: (machine: StandInMachine) => void): Promise<StandInMachine> => installedBy((machine) => plan(machine), prepare)
const read = (machine: StandInMachine, path: string): string => readFileSync(machine.at(path), 'utf8')

test('gives the user of updates a token of each role in a file that it alone reads, and none on a command line', async () => {
  const machine = await installed()
  expect([read(machine, layout.updateToken), read(machine, layout.enrollToken)]).toEqual(['token of updates\n', 'token of enrollments\n'])
  expect((statSync(machine.at(layout.updateToken)).mode & 0o777).toString(8)).toBe('600')
  expect(machine.ran.join('\n')).not.toContain('token of')
})

test('makes another token only where the collector does not take the one that is there, under a name that is free', async () => {
  const machine = await installed()
  expect(await follow(plan(machine, { updates: { refusedTokens: ['enroll'] } }))).toEqual([text.createToken('enroll', layout.enrollToken)])
  expect([read(machine, layout.updateToken), read(machine, layout.enrollToken)]).toEqual(['token of updates\n', 'token of enrollments-2\n'])
})

test('keeps the key to the devices', async () => {
  const machine = await installed((before) => { before.write(layout.deviceKey, 'of before') })
  expect(read(machine, layout.deviceKey)).toBe('of before')
})

test('leaves a sudoers file that an administrator wrote, and knows which rules it lacks', async () => {
  const [first = '', ...others] = sudoRules(checkout)
  const machine = await installed((before) => { before.write(layout.sudoers, `# ours\n${first.replaceAll(' ', '  ')}\n`) })
  expect(read(machine, layout.sudoers)).toContain('# ours\n')
  expect(missingSudoRules(checkout, machine)).toEqual(others)
  await follow(planRemoval({ checkout, machine, text }))
  expect(existsSync(machine.at(layout.sudoers))).toBe(true)
  expect(missingSudoRules(checkout, await installed())).toEqual([])
})

test('puts no sudoers file in place that visudo refuses', async () => {
  const machine = standInMachine()
  const run = machine.run
  const strict: StandInMachine = {
    ...machine,
    run (program, ...args) {
      if (program === 'visudo') throw new Error('syntax error')
      return run(program, ...args)
    }
  }
  await expect(follow(plan(strict))).rejects.toThrow('syntax error')
  expect(existsSync(machine.at(layout.sudoers))).toBe(false)
})

test('lets those accounts update that were decided on, and no other', async () => {
  const machine = await installed()
  await follow(plan(machine, { updates: { updaters: ['sato', 'tanaka'] } }))
  expect(membersOf('mimamori-admins', machine)).toEqual(['sato', 'tanaka'])
  expect(await follow(plan(machine, { updates: { updaters: ['tanaka'] } }))).toEqual([text.removeUpdater('sato', 'mimamori-admins')])
  expect(membersOf('mimamori-admins', machine)).toEqual(['tanaka'])
})

test('begins an inventory without devices, and then leaves to the administrator what is theirs', async () => {
  const machine = await installed()
  machine.write(join(inventory, 'group_vars/clients.yml'), 'release_name: signage\n')
  machine.write(join(inventory, 'hosts.yml'), 'all: {hosts: {pi-line-01: {mimamori_profile: pi3}}}\n')
  expect(plan(machine)).toEqual([])
  expect(read(machine, join(inventory, '00-mimamori.yml'))).toContain('    agent_collector_url: http://192.168.10.2:8080\n')
  expect(await follow(plan(machine, { deviceUrl: 'http://192.168.10.9:8080' }))).toContain(`Write ${inventory}/00-mimamori.yml`)
  expect(read(machine, join(inventory, 'group_vars/clients.yml'))).toBe('release_name: signage\n')
})

test('goes on with an inventory of which a run that was cut off had written a part', async () => {
  const machine = await installed()
  const begun = standInMachine()
  begun.write(join(inventory, 'hosts.yml'), read(machine, join(inventory, 'hosts.yml')))
  await follow(plan(begun))
  expect(read(begun, join(inventory, 'group_vars/clients.yml'))).toContain('ansible_user: mimamori\n')
})

test('leaves an inventory alone that was there before', async () => {
  const machine = await installed((before) => { before.write(join(inventory, 'hosts.yml'), 'all: {hosts: {pi-line-01: }}\n') })
  expect(existsSync(machine.at(join(inventory, 'fleet.mimamori.yml')))).toBe(false)
  expect(inventoryFiles(serverOf(machine), machine)).toEqual({ isOurs: false, changed: [] })
})

test('tells updates how to reach the collector and Alertmanager, and devices whom to trust', async () => {
  const machine = await installed()
  const config = {
    ...readServerSettings(storedSettings(machine), 'en'),
    tlsCert: '/etc/mimamori/collector.pem',
    publicUrl: 'https://192.168.10.2:8080',
    alertmanagerUrl: 'http://10.0.0.5:9093'
  }
  await follow(plan(machine, { config, collectorUrl: new URL('https://127.0.0.1:8080'), deviceUrl: 'https://192.168.10.2:8080' }))
  expect(read(machine, layout.updateDefaults).split('\n').slice(1, -1)).toEqual([
    'MIMAMORI_URL=https://127.0.0.1:8080',
    'MIMAMORI_CA_FILE=/etc/mimamori/collector.pem',
    'MIMAMORI_PUBLIC_URL=https://192.168.10.2:8080',
    'MIMAMORI_ALERTMANAGER_URL=http://10.0.0.5:9093'
  ])
  expect(read(machine, join(inventory, '00-mimamori.yml'))).toContain(
    '    agent_collector_url: https://192.168.10.2:8080\n    agent_ca_file: /etc/mimamori/collector.pem\n'
  )
  expect(read(machine, join(inventory, 'fleet.mimamori.yml'))).toContain(
    'url: https://127.0.0.1:8080\ntoken_file: /etc/mimamori/update-token\nca_file: /etc/mimamori/collector.pem\n'
  )
})

test('runs the service for requests of the page only while the settings of updates allow some', async () => {
  const machine = await installed()
  expect(await follow(plan(machine, { updates: { allowsRequests: true } }))).toEqual([
    'Have mimamori-requests start with the server',
    'Start mimamori-requests'
  ])
  expect(plan(machine, { updates: { allowsRequests: true } })).toEqual([])
  expect(await follow(plan(machine))).toEqual([text.stopRequests(layout.updateSettings)])
  expect(existsSync(machine.at(enabledLink('mimamori-requests')))).toBe(false)
})

test('packs the agent last, where what is packed is another', async () => {
  const machine = await installed()
  let packed = 0
  expect(await follow(plan(machine, { updates: { packAgent: async () => { packed++ } } }))).toEqual([text.packAgent(layout.agents)])
  expect(packed).toBe(1)
})

test('takes the rights and units away with the services, and leaves keys, tokens and inventory', async () => {
  const machine = await installed()
  await follow(planRemoval({ checkout, machine, text }))
  const isThere = (path: string): boolean => existsSync(machine.at(path))
  expect(
    [
      layout.sudoers,
      layout.updateDefaults,
      layout.updateUsers,
      '/etc/systemd/system/mimamori-catch-up.timer',
      '/etc/systemd/system/mimamori-requests.service'
    ].filter(isThere)
  ).toEqual([])
  expect([layout.deviceKey, layout.updateToken, layout.knownHosts, join(inventory, 'hosts.yml')].filter((path) => !isThere(path))).toEqual(
    []
  )
})
