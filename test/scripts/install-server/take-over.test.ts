import { existsSync, mkdirSync, readFileSync, readlinkSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { packagedServer } from '@mimamori/program/packaged-server'
import { upgradeDirectory } from '../../../collector/cli/src/backup/server-paths.ts'
import { mainDatabase } from '../../../collector/src/main-database.ts'
import { requireKnownSchema } from '../../../scripts/install-server/known-schema.ts'
import { enabledLink, httpsUnitFile, inventoryDirectory, layout, stateDirectory, timer, unitFile } from '../../../scripts/install-server/layout.ts'
import { packagedPath } from '../../../scripts/install-server/packaged-path.ts'
import { staticFiles } from '../../../scripts/install-server/static-files.ts'
import { checkoutToTakeOver } from '../../../scripts/install-server/take-over.ts'
import { checkout } from '../../../scripts/start/directories.ts'
import { alerting, follow, installedBy, planOf, serverOf, text } from './planned.ts'
import { standInMachine, type StandInMachine } from './stand-in-machine.ts'

const old = '/opt/mimamori/server'
const [inventory, oldInventory] = [inventoryDirectory(checkout), inventoryDirectory(old)]
const plan = (machine: StandInMachine, { isAgain = false } = {}) =>
  planOf(machine, serverOf(machine, { alerting, takesOver: isAgain ? undefined : old }))

/** A server of a checkout, on which the package has then been installed: its files are there, and its inventory is empty. */
const ofCheckout = async (): Promise<StandInMachine> => {
  const machine = await installedBy((before) => planOf(before, serverOf(before, { alerting })))
  for (const { path, content } of staticFiles({ checkout, dataDir: stateDirectory('mimamori-collector'), alerting })) {
    machine.write(packagedPath(path), content)
  }
  rmSync(machine.at(inventory), { recursive: true })
  mkdirSync(machine.at(layout.packagedInventory))
  symlinkSync(machine.at(layout.packagedInventory), machine.at(inventory))
  machine.write(join(oldInventory, '00-mimamori.yml'), '# of an administrator now\n')
  machine.write(join(oldInventory, 'group_vars/clients.yml'), 'release_name: signage\n')
  return machine
}

test('finds the checkout that a server runs from, and none on a server of the package or on a new one', () => {
  const machine = standInMachine()
  expect(checkoutToTakeOver(machine, packagedServer)).toBeUndefined()
  const runsFrom = (directory: string): void => {
    machine.write(unitFile('mimamori-collector'), `[Service]\nExecStart=${directory}/node_modules/.bin/node --flag ${directory}/collector/src/start.ts\n`)
  }
  runsFrom(old)
  expect([checkoutToTakeOver(machine, packagedServer), checkoutToTakeOver(machine, '/opt/mimamori/new')]).toEqual([old, undefined])
  runsFrom(packagedServer)
  expect(checkoutToTakeOver(machine, packagedServer)).toBeUndefined()
})

test('copies the database and then the inventory before anything else, and writes none of the files in it that are an administrator’s', async () => {
  const machine = await ofCheckout()
  const said = await follow(plan(machine))
  expect(said.slice(0, 2)).toEqual([text.takeOver(old, upgradeDirectory), text.copyInventory(oldInventory, layout.packagedInventory)])
  expect(machine.ran[0]).toBe(`${checkout}/collector/bin/mimamori backup before-upgrade`)
  for (const directory of [oldInventory, inventory]) {
    const read = (name: string): string => readFileSync(machine.at(join(directory, name)), 'utf8')
    expect([read('00-mimamori.yml'), read('group_vars/clients.yml')]).toEqual(['# of an administrator now\n', 'release_name: signage\n'])
  }
  expect(said).toContain(`Write ${inventory}/fleet.mimamori.yml`)
  expect(said.filter((line) => /hosts\.yml|clients\.yml/.test(line))).toEqual([])
  expect(plan(machine, { isAgain: true })).toEqual([])
})

test('keeps an inventory that the package has already', async () => {
  const machine = await ofCheckout()
  machine.write(join(layout.packagedInventory, 'group_vars/clients.yml'), 'release_name: kiosk\n')
  expect(await follow(plan(machine))).not.toContain(text.copyInventory(oldInventory, layout.packagedInventory))
  expect(readFileSync(machine.at(join(inventory, 'group_vars/clients.yml')), 'utf8')).toBe('release_name: kiosk\n')
})

test('restarts each service from the unit of the package, to which it then links', async () => {
  const machine = await ofCheckout()
  await follow(plan(machine))
  const [collector, prometheus] = ['mimamori-collector', 'mimamori-prometheus'] as const
  for (const service of [collector, prometheus]) {
    expect(existsSync(machine.at(unitFile(service)))).toBe(false)
    expect(machine.ran.filter((line) => line.endsWith(` ${service}`))).toEqual([`systemctl restart ${service}`, `systemctl reenable --quiet ${service}`])
    expect(readlinkSync(machine.at(enabledLink(service)))).toBe(machine.at(packagedPath(unitFile(service))))
  }
  expect(machine.ran).toContain(`systemctl reenable --now --quiet ${timer.name}`)
})

test('restarts a service whose unit a run that was cut off has removed', async () => {
  const machine = await ofCheckout()
  const steps = plan(machine)
  await follow(steps.slice(0, steps.findIndex(({ what }) => what === text.daemonReload) + 1))
  machine.ran.length = 0
  await follow(plan(machine, { isAgain: true }))
  expect(machine.ran).toContain('systemctl restart mimamori-collector')
  expect(plan(machine, { isAgain: true })).toEqual([])
})

test('has the package renew the certificate for https that a command of the checkout renews', async () => {
  const machine = await ofCheckout()
  machine.write(httpsUnitFile, `[Service]\nExecStart=${old}/node_modules/.bin/node ${old}/collector/cli/src/main.ts https renew\n`)
  await follow(plan(machine))
  expect(machine.ran.at(-1)).toBe(`${checkout}/collector/bin/mimamori https enable`)
  machine.write(httpsUnitFile, `[Service]\nExecStart=${checkout}/node_modules/.bin/node ${checkout}/collector/cli/src/main.ts https renew\n`)
  expect(plan(machine, { isAgain: true })).toEqual([])
})

test('is refused if a newer version has written the database', () => {
  const machine = standInMachine()
  const config = { dataDir: stateDirectory('mimamori-collector') }
  const known = mainDatabase.migrations.length
  requireKnownSchema({ machine, config, text })
  machine.write(`${config.dataDir}/mimamori.db`, '')
  const write = (schema: number): void => {
    const database = new DatabaseSync(machine.at(`${config.dataDir}/mimamori.db`))
    database.exec(`PRAGMA user_version = ${schema}`)
    database.close()
  }
  write(known)
  requireKnownSchema({ machine, config, text })
  write(known + 1)
  expect(() => { requireKnownSchema({ machine, config, text }) }).toThrow(/newer version .* Nothing was changed/)
})
