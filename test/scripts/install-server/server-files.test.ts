import { spawnSync } from 'node:child_process'
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { codeFingerprint } from '../../../scripts/install-server/code-fingerprint.ts'
import { layout, memoryDropIn, services, unitFile } from '../../../scripts/install-server/layout.ts'
import { serverFiles } from '../../../scripts/install-server/server-files.ts'
import { checkout } from '../../../scripts/start/directories.ts'
import { alerting, serverOf } from './planned.ts'

const files = new Map(
  serverFiles(serverOf({ at: () => '/nonexistent' }, { agent: { code: '// agent', deviceId: 'pi-server' }, alerting, memoryBytes: 8.45e9 }))
    .map(({ path, content }) => [path, content])
)
const unitOf = (service: typeof services[number]): string => files.get(unitFile(service))!

const hasAnalyze = spawnSync('systemd-analyze', ['--version']).status === 0
// A desk without systemd skips what needs it; CI does not.
const withSystemd = test.skipIf(!hasAnalyze && process.env['CI'] === undefined)
const analyze = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync('systemd-analyze', args, {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C', SYSTEMD_COLORS: '0' }
  })
  return { status, output: stdout + stderr }
}
/** The unit with a program that is there, so that only the unit itself is checked. */
const written = (service: typeof services[number]): string => {
  const file = join(temporaryDirectory(), basename(unitFile(service)))
  writeFileSync(file, unitOf(service).replace(/^ExecStart=\S+/m, `ExecStart=${process.execPath}`))
  return file
}

withSystemd.for(services)('%s has nothing that systemd-analyze verify would change', (service) => {
  expect(analyze('verify', '--man=no', written(service))).toEqual({ status: 0, output: '' })
})

withSystemd.for(services)('%s is rated at most 3 by systemd-analyze security, where 10 is wide open', (service) => {
  expect(analyze('security', '--offline=yes', '--threshold=30', written(service)).output).toMatch(
    /Overall exposure level for \S+: [0-2]\.\d/
  )
})

const shipped = globSync(['agent', 'ansible/runner', 'collector'].map((part) => `${part}/{plain,systemd}/*.service`), { cwd: checkout })
test('the units that are looked at are there', () => { expect(shipped.length).toBeGreaterThanOrEqual(6) })
withSystemd.for(shipped)('%s, as it is shipped, is rated at most 3', (unit) => {
  expect(analyze('security', '--offline=yes', '--threshold=30', join(checkout, unit)).output).toMatch(
    /Overall exposure level for \S+: [0-2]\.\d/
  )
})

test.each(services)('%s tries for ever, cannot take all memory, and runs as a user of its own', (service) => {
  expect(unitOf(service).split('\n')).toEqual(
    expect.arrayContaining(['Restart=always', 'StartLimitIntervalSec=0', `User=${service}`, `StateDirectory=${service}`])
  )
  expect(unitOf(service)).toMatch(/^MemoryMax=(?:[1-4]\d%|\d{1,3}M)$/m)
})

test('Prometheus collects its garbage at four fifths of what it may take of a Raspberry Pi 5 with 8 GB', () => {
  expect(unitOf('mimamori-prometheus')).toContain('MemoryMax=35%\n')
  expect(files.get(memoryDropIn)).toContain('[Service]\nEnvironment=GOMEMLIMIT=2200MiB\n')
})

test('only this machine reaches Prometheus and Alertmanager, and the collector knows where they are', () => {
  const addresses = (['mimamori-prometheus', 'mimamori-alertmanager'] as const).map(
    (service) => /--web\.listen-address=(\S+)/.exec(unitOf(service))?.[1]
  )
  expect(addresses).toEqual(['127.0.0.1:9190', '127.0.0.1:9293'])
  const dropIn = files.get('/etc/systemd/system/mimamori-collector.service.d/alerting.conf')
  for (const address of addresses) expect(dropIn).toContain(`=http://${address}\n`)
  expect(dropIn).toContain(`=http://${addresses[0]}/api/v1/write\n`)
  expect(unitOf('mimamori-alertmanager')).toContain(`--config.file=${/ALERTMANAGER_CONFIG=(.+)/.exec(dropIn!)?.[1]} `)
})

test('the collector runs from where its checkout is', () => {
  expect(unitOf('mimamori-collector')).toContain(` ${checkout}/collector/src/start.ts\n`)
  expect(unitOf('mimamori-collector')).not.toContain('/opt/mimamori/server')
})

withSystemd('the users are some that systemd-sysusers can make, with the collector in the groups of Prometheus and Alertmanager', () => {
  const root = temporaryDirectory()
  mkdirSync(join(root, 'etc'))
  const lines = [layout.collectorUsers, layout.agentUsers, layout.alertingUsers].flatMap((file) =>
    files
      .get(file)!
      .split('\n')
      .filter((line) => /^[um] /.test(line))
  )
  expect(spawnSync('systemd-sysusers', ['--root', root, '--inline', ...lines]).status).toBe(0)
  const groups = readFileSync(join(root, 'etc/group'), 'utf8')
  for (const service of services) {
    expect(groups).toMatch(new RegExp(`^${service}:x:\\d+:${/alertmanager|prometheus/.test(service) ? 'mimamori-collector' : ''}$`, 'm'))
  }
})

test('an update of the code is another unit, so that the collector is restarted', () => {
  const copy = temporaryDirectory()
  for (const part of ['program', 'exporter/src', 'collector/node_modules', 'dashboards/out', 'docs']) {
    mkdirSync(join(copy, part), { recursive: true })
  }
  for (const file of ['package-lock.json', 'dashboards/out/alertmanager.yml', 'collector/main.ts']) writeFileSync(join(copy, file), '')
  const before = codeFingerprint(copy, 'collector')
  writeFileSync(join(copy, 'collector/node_modules/other.js'), '1')
  expect(codeFingerprint(copy, 'collector')).toBe(before)
  writeFileSync(join(copy, 'collector/main.ts'), '1')
  expect(codeFingerprint(copy, 'collector')).not.toBe(before)
})
