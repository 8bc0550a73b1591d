import {
  chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, utimesSync, writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { layout, stateDirectory, unitFile } from '../../../scripts/install-server/layout.ts'
import { hasOthersAgent, localDeviceId } from '../../../scripts/install-server/local-device.ts'
import { packagedPath } from '../../../scripts/install-server/packaged-path.ts'
import { planRemoval } from '../../../scripts/install-server/plan-removal.ts'
import { staticFiles } from '../../../scripts/install-server/static-files.ts'
import { checkout } from '../../../scripts/start/directories.ts'
import { alerting, follow, installedBy, planOf, serverOf, text } from './planned.ts'
import { standInMachine, type StandInMachine } from './stand-in-machine.ts'

interface Options {
  readonly hasAlerting?: boolean
  readonly hasAgent?: boolean
  readonly agentCode?: string
  readonly startDirectory?: string
  readonly collectorUrl?: string
}
const plan = (machine: StandInMachine, {
  hasAlerting = true, hasAgent = true, agentCode = '// agent', startDirectory = '/nonexistent', collectorUrl = 'http://127.0.0.1:8080'
}: Options = {}) => planOf(machine, serverOf(machine, {
  collectorUrl: new URL(collectorUrl),
  alerting: hasAlerting ? alerting : undefined,
  agent: hasAgent ? { code: agentCode, deviceId: localDeviceId(machine, startDirectory) } : undefined,
  updates: { updaters: ['sato'] }
}), { startDirectory })
const installed = (): Promise<StandInMachine> => installedBy((machine) => plan(machine))

/** A fleet as `npm start` leaves it; `isOpen`: as after a power cut, what was committed last stands in the log beside the database. */
const fleetOf = (directory: string, { isOpen = false } = {}): void => {
  const database = new DatabaseSync(join(directory, 'mimamori.db'))
  database.exec('PRAGMA journal_mode = WAL; CREATE TABLE device (id TEXT); INSERT INTO device VALUES (\'pi-server\')')
  if (!isOpen) database.close()
}
const devicesIn = (file: string): readonly unknown[] => {
  const database = new DatabaseSync(file)
  const devices = database.prepare('SELECT id FROM device').all()
  database.close()
  return devices.map(({ id }) => id)
}

test('makes a machine a server: users and files first, then each service once what it reads is there', async () => {
  const machine = standInMachine()
  const id = localDeviceId(machine, '/nonexistent')
  await follow(plan(machine))
  expect(machine.ran).toEqual([
    'systemd-sysusers mimamori-collector.conf mimamori-agent.conf mimamori-alerting.conf mimamori-updates.conf',
    'chgrp mimamori-collector /etc/mimamori/collector.conf',
    'systemd-tmpfiles --create mimamori-alerting.conf',
    'systemd-tmpfiles --create mimamori-updates.conf',
    'runuser -u mimamori -- ssh-keygen -q -t ed25519 -N  -C mimamori updates -f /var/lib/mimamori/.ssh/mimamori_ed25519',
    'visudo --check --quiet --file /etc/sudoers.d/mimamori.new',
    'gpasswd --add sato mimamori-admins',
    'systemctl daemon-reload',
    'systemctl enable --quiet mimamori-collector',
    'systemctl start mimamori-collector',
    `${checkout}/collector/bin/mimamori devices enroll ${id} --address 127.0.0.1 --json`,
    'chgrp mimamori-agent /etc/mimamori/agent.key',
    'systemctl enable --quiet mimamori-agent',
    'systemctl start mimamori-agent',
    'systemd-tmpfiles --create mimamori-alerting.conf',
    'systemctl enable --quiet mimamori-alertmanager',
    'systemctl start mimamori-alertmanager',
    'systemctl enable --quiet mimamori-prometheus',
    'systemctl start mimamori-prometheus',
    `${checkout}/collector/bin/mimamori tokens create updates --role update --json`,
    'chown mimamori:mimamori /etc/mimamori/update-token',
    `${checkout}/collector/bin/mimamori tokens create enrollments --role enroll --json`,
    'chown mimamori:mimamori /etc/mimamori/enroll-token',
    'systemctl enable --now --quiet mimamori-catch-up.timer'
  ])
  expect((statSync(machine.at('/etc/mimamori/collector.conf')).mode & 0o777).toString(8)).toBe('640')
  expect(readlinkSync(machine.at('/usr/local/bin/mimamori'))).toBe(join(checkout, 'collector/bin/mimamori'))
})

test('finds nothing to do on a machine that is as it should be', async () => {
  expect(plan(await installed())).toEqual([])
})

test('writes no file that the package brings, and takes away one that hides it', async () => {
  const machine = standInMachine()
  const packaged = staticFiles({ checkout, dataDir: stateDirectory('mimamori-collector'), alerting })
  for (const { path, content } of packaged) machine.write(packagedPath(path), content)
  machine.write(unitFile('mimamori-collector'), 'of an older checkout')
  const said = (await follow(plan(machine))).filter((what) => /(?:Write|Remove) \/etc\/(?:systemd|sysusers|tmpfiles)/.test(what))
  expect(said).toEqual([
    'Write /etc/sysusers.d/mimamori-agent.conf',
    'Write /etc/systemd/system/mimamori-agent.service',
    'Write /etc/systemd/system/mimamori-collector.service.d/alerting.conf',
    'Write /etc/systemd/system/mimamori-prometheus.service.d/memory.conf',
    'Remove /etc/systemd/system/mimamori-collector.service'
  ])
  expect(plan(machine)).toEqual([])
  await follow(planRemoval({ checkout, machine, text }))
  expect(machine.ran).toContain('systemctl disable --now --quiet mimamori-prometheus')
  expect(packaged.filter(({ path }) => !existsSync(machine.at(packagedPath(path))))).toEqual([])
})

test('says what it would do without doing any of it', () => {
  const machine = standInMachine()
  expect(plan(machine).map(({ what }) => what)).toContain('Start mimamori-prometheus')
  expect([machine.ran, existsSync(machine.at('/etc/systemd'))]).toEqual([[], false])
})

test('restarts only the service whose settings an administrator has changed, and keeps what is written there', async () => {
  const machine = await installed()
  machine.write('/etc/mimamori/collector.conf', 'MIMAMORI_LISTEN=127.0.0.1:8080\n')
  const later = Date.now() / 1000 + 100
  utimesSync(machine.at('/etc/mimamori/collector.conf'), later, later)
  await follow(plan(machine))
  expect(machine.ran).toContain('systemctl restart mimamori-collector')
  expect(machine.ran.filter((line) => line.includes('restart'))).toHaveLength(1)
  expect(readFileSync(machine.at('/etc/mimamori/collector.conf'), 'utf8')).toBe('MIMAMORI_LISTEN=127.0.0.1:8080\n')
})

test('has Prometheus only read its configuration again, and the agent start anew, where nothing but the address of the collector has changed', async () => {
  const machine = await installed()
  expect(await follow(plan(machine, { collectorUrl: 'http://127.0.0.1:8090' }))).toEqual([
    `Write ${layout.agentSettings}`,
    `Write ${layout.updateDefaults}`,
    'Write /etc/mimamori/prometheus/prometheus.yml',
    `Write ${checkout}/ansible/inventory/fleet.mimamori.yml`,
    'Restart mimamori-agent',
    'Have mimamori-prometheus read its configuration again'
  ])
  expect(machine.ran).toEqual(['systemctl restart mimamori-agent', 'systemctl reload mimamori-prometheus'])
})

test('repairs a unit that somebody has changed, and a token that somebody has closed', async () => {
  const machine = await installed()
  writeFileSync(machine.at(unitFile('mimamori-alertmanager')), '')
  chmodSync(machine.at('/var/lib/mimamori-collector/tokens/prometheus'), 0o600)
  await follow(plan(machine))
  expect(machine.ran).toEqual([
    'systemctl daemon-reload',
    'systemd-tmpfiles --create mimamori-alerting.conf',
    'systemctl restart mimamori-alertmanager'
  ])
  expect(plan(machine)).toEqual([])
})

test('finishes a run that was cut off between writing a unit and having systemd read it', async () => {
  const machine = await installed()
  machine.forgetReload()
  const later = Date.now() / 1000 + 100
  utimesSync(machine.at(unitFile('mimamori-prometheus')), later, later)
  await follow(plan(machine))
  expect(machine.ran).toEqual(['systemctl daemon-reload', 'systemctl restart mimamori-prometheus'])
})

test('takes Prometheus and Alertmanager away where alerts are turned off, and the collector then asks for neither', async () => {
  const machine = await installed()
  await follow(plan(machine, { hasAlerting: false }))
  expect(machine.ran).toEqual([
    'systemctl disable --now --quiet mimamori-alertmanager',
    'systemctl disable --now --quiet mimamori-prometheus',
    'systemctl daemon-reload',
    'systemctl restart mimamori-collector'
  ])
  expect(existsSync(machine.at('/etc/systemd/system/mimamori-collector.service.d'))).toBe(false)
})

test('takes over what npm start has stored, the database last, and goes on as the device that npm start made of the machine', async () => {
  const from = temporaryDirectory()
  for (const path of ['tokens', 'agent', 'logs', 'rules.d', 'prometheus/data', 'alertmanager/data']) {
    mkdirSync(join(from, path), { recursive: true })
  }
  fleetOf(from)
  for (const path of ['admin-token', 'tokens/update']) writeFileSync(join(from, path), path)
  writeFileSync(join(from, 'agent/id'), 'pi-server\n')
  writeFileSync(join(from, 'agent/key'), 'key of npm start\n')
  const machine = standInMachine()
  machine.devices = ['pi-server', 'pi-server-2']
  machine.write('/var/lib/mimamori-alertmanager/data/nflog', 'of before')
  const steps = plan(machine, { startDirectory: from })
  const moved = steps.map(({ what }) => what).filter((what) => what.startsWith('Move'))
  expect(moved.at(-1)).toBe(`Move ${from}/mimamori.db to /var/lib/mimamori-collector/mimamori.db`)
  await follow(steps)
  expect(readFileSync(machine.at('/var/lib/mimamori-collector/tokens/update'), 'utf8')).toBe('tokens/update')
  expect([existsSync(machine.at(`${stateDirectory('mimamori-prometheus')}/data`)), existsSync(machine.at(layout.customRules))]).toEqual([
    true,
    true
  ])
  expect(readdirSync(machine.at(`${stateDirectory('mimamori-alertmanager')}/data`))).toEqual(['nflog'])
  expect([existsSync(join(from, 'mimamori.db')), existsSync(join(from, 'logs'))]).toEqual([false, true])
  expect(machine.ran.indexOf(`chown -R --no-dereference mimamori-collector:mimamori-collector ${from}/mimamori.db`)).toBeLessThan(
    machine.ran.indexOf('systemctl start mimamori-collector')
  )
  expect(machine.ran.filter((line) => line.includes('devices'))).toEqual([])
  expect(readFileSync(machine.at(layout.agentKey), 'utf8')).toBe('key of npm start\n')
  expect((statSync(machine.at(layout.agentKey)).mode & 0o777).toString(8)).toBe('640')
  expect(readFileSync(machine.at(layout.agentSettings), 'utf8')).toContain('CLIENT_ID=pi-server\n')
  expect(plan(machine, { startDirectory: from })).toEqual([])
})

const ownKey = (machine: StandInMachine): string => readFileSync(machine.at(layout.agentKey), 'utf8')

test('gives this machine a new key where its own was lost, and enrolls it again where the collector has lost it with its data', async () => {
  const machine = await installed()
  const id = localDeviceId(machine, '/nonexistent')
  rmSync(machine.at(layout.agentKey))
  await follow(plan(machine))
  expect(machine.ran.filter((line) => /devices|restart/.test(line))).toEqual([
    `${checkout}/collector/bin/mimamori devices rotate ${id} --json`,
    'systemctl restart mimamori-agent'
  ])
  expect(ownKey(machine)).toBe(`rotate of ${id}\n`)
  rmSync(machine.at(`${stateDirectory('mimamori-collector')}/mimamori.db`))
  machine.devices = []
  await follow(plan(machine))
  expect(ownKey(machine)).toBe(`enroll of ${id}\n`)
})

test('stops where the collector does not enroll this machine, and does so in the next run', async () => {
  const machine = standInMachine()
  machine.devices = undefined
  await expect(follow(plan(machine))).rejects.toThrow('the collector does not answer')
  machine.devices = []
  await follow(plan(machine))
  expect(machine.ran).toContain('systemctl start mimamori-prometheus')
  expect(plan(machine)).toEqual([])
})

test('restarts the agent alone where its code has changed, and leaves settings that an administrator has made their own', async () => {
  const machine = await installed()
  expect(await follow(plan(machine, { agentCode: '// newer' }))).toEqual([`Write ${layout.agent}`, 'Restart mimamori-agent'])
  machine.write(layout.agentSettings, 'CLIENT_ID=pi-server\nWATCHED_UNITS=kiosk.service\n')
  expect(plan(machine, { agentCode: '// newer' }).map(({ what }) => what)).not.toContain(`Write ${layout.agentSettings}`)
})

test('leaves an agent alone that somebody else has installed, also when the services are taken away', async () => {
  const machine = standInMachine()
  machine.write(unitFile('mimamori-agent'), '[Service]\n')
  expect(hasOthersAgent(machine)).toBe(true)
  await follow(plan(machine, { hasAgent: false }))
  expect(machine.ran.filter((line) => line.includes('agent'))).toEqual([])
  await follow(planRemoval({ checkout, machine, text }))
  expect(existsSync(machine.at(unitFile('mimamori-agent')))).toBe(true)
})

test('takes over what stands in the log of the database alone, and no log of another', async () => {
  const [from, powerCut] = [temporaryDirectory(), temporaryDirectory()]
  fleetOf(powerCut, { isOpen: true })
  for (const name of ['mimamori.db', 'mimamori.db-wal']) copyFileSync(join(powerCut, name), join(from, name))
  const machine = standInMachine()
  machine.write('/var/lib/mimamori-collector/mimamori.db-wal', 'of another database')
  const steps = plan(machine, { startDirectory: from })
  await follow(steps.slice(0, steps.findIndex(({ what }) => what.startsWith('Start'))))
  expect(existsSync(machine.at('/var/lib/mimamori-collector/mimamori.db-wal'))).toBe(false)
  expect(devicesIn(machine.at('/var/lib/mimamori-collector/mimamori.db'))).toEqual(['pi-server'])
})

test('leaves the data of npm start alone where the service has a fleet already', async () => {
  const machine = await installed()
  const from = temporaryDirectory()
  mkdirSync(join(from, 'agent'))
  for (const name of ['mimamori.db', 'agent/id']) writeFileSync(join(from, name), 'pi-server')
  expect(plan(machine, { startDirectory: from })).toEqual([])
})

test('removes the services in the opposite order, and what it wrote for them, but not what they have stored', async () => {
  const machine = await installed()
  await follow(planRemoval({ checkout, machine, text }))
  expect(machine.ran).toEqual([
    'systemctl disable --now --quiet mimamori-catch-up.timer',
    ...['requests', 'prometheus', 'alertmanager', 'agent', 'collector'].map((name) => `systemctl disable --now --quiet mimamori-${name}`),
    'systemctl daemon-reload'
  ])
  expect(existsSync(machine.at('/etc/mimamori/prometheus'))).toBe(false)
  expect([
    existsSync(machine.at('/etc/mimamori/collector.conf')),
    existsSync(machine.at('/var/lib/mimamori-collector/mimamori.db')),
    existsSync(machine.at(layout.agentKey)),
    existsSync(machine.at(layout.agent))
  ]).toEqual([true, true, true, false])
  expect(planRemoval({ checkout, machine, text })).toEqual([])
})

test('leaves a command mimamori of another checkout, and drop-ins of the administrator', async () => {
  const machine = await installed()
  machine.write('/etc/systemd/system/mimamori-collector.service.d/override.conf', '[Service]\n')
  await follow(planRemoval({ checkout: '/somewhere/else', machine, text }))
  expect(readlinkSync(machine.at('/usr/local/bin/mimamori'))).toBe(join(checkout, 'collector/bin/mimamori'))
  expect(existsSync(machine.at('/etc/systemd/system/mimamori-collector.service.d/override.conf'))).toBe(true)
})
