import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../../collector/test/until-all-end.ts'
import { testWith } from '../../../dashboards/test/debian-tool.ts'
import { agentProgram, bundleProgram } from '../../../scripts/build/bundle.ts'
import { agentPackage } from '../../../scripts/package/agent-package.ts'
import { makePackage } from '../../../scripts/package/make-package.ts'
import { readAgentUnit } from '../../lab/agent-unit.ts'
import { contents, dpkgDeb, errorsOfLintian, sourceDateEpoch, sourceFor } from './built.ts'

const ended = untilAllEnd()
const make = async (debian: string): Promise<string> =>
  makePackage(await agentPackage(sourceFor(debian, ended)), { into: temporaryDirectory(ended), sourceDateEpoch, compression: 'xz' })

let file: string
beforeAll(async () => { file = await make('arm64') })

test('has the agent’s files where Debian wants them, all root’s', () => {
  expect(contents(file)).toEqual([
    '-rwxr-xr-x root/root /usr/bin/mimamori-agent',
    '-rw-r--r-- root/root /usr/lib/mimamori/agent/mimamori-agent.js',
    '-rw-r--r-- root/root /usr/lib/mimamori/agent/node/LICENSE',
    '-rwxr-xr-x root/root /usr/lib/mimamori/agent/node/bin/node',
    '-rw-r--r-- root/root /usr/lib/systemd/system/mimamori-agent.service',
    '-rw-r--r-- root/root /usr/lib/sysusers.d/mimamori-agent.conf',
    '-rw-r--r-- root/root /usr/share/doc/mimamori-agent/THIRD-PARTY',
    '-rw-r--r-- root/root /usr/share/doc/mimamori-agent/changelog.gz',
    '-rw-r--r-- root/root /usr/share/doc/mimamori-agent/copyright',
    '-rw-r--r-- root/root /usr/share/lintian/overrides/mimamori-agent'
  ])
})

test('says for which machines it is and what it needs there', () => {
  expect(dpkgDeb('--field', file)).toMatch(
    /^Package: mimamori-agent\nVersion: 0\.1\.0\nArchitecture: arm64\n[^]*^Depends: libc6 \(>= 2\.28\), [^]*^Description: reports [^\n]+\n Measures/m
  )
  expect(Number(dpkgDeb('--field', file, 'Installed-Size'))).toBeGreaterThan(280)
})

test('has a unit and a command that run what it brings', () => {
  const root = temporaryDirectory()
  dpkgDeb('--extract', file, root)
  const text = (path: string): string => readFileSync(join(root, path), 'utf8')
  const { nodePath, bundlePath } = readAgentUnit(text('usr/lib/systemd/system/mimamori-agent.service'))
  expect(contents(file)).toContain(`-rwxr-xr-x root/root ${nodePath}`)
  expect(contents(file)).toContain(`-rw-r--r-- root/root ${bundlePath}`)
  expect(text('usr/bin/mimamori-agent')).toBe(`#!/bin/sh\nexec ${nodePath} ${bundlePath} "$@"\n`)
})

test('says under which licenses the npm packages that are bundled into it may be passed on', async () => {
  const root = temporaryDirectory()
  dpkgDeb('--extract', file, root)
  const notices = readFileSync(join(root, 'usr/share/doc/mimamori-agent/THIRD-PARTY'), 'utf8')
  const { modules } = await bundleProgram(agentProgram)
  const named = [...notices.matchAll(/^-{80}\n(\S+) \S+\nLicense: \S.*$/gm)].map(([, name]) => `node_modules/${name}`)
  expect(named).toEqual(modules)
  expect(notices.startsWith('There is no npm package in this package')).toBe(modules.length === 0)
})

test('lets dpkg find what was damaged on the card', () => {
  const [root, control] = [temporaryDirectory(), temporaryDirectory()]
  dpkgDeb('--extract', file, root)
  dpkgDeb('--control', file, control)
  const { status, stdout } = spawnSync('md5sum', ['--check', '--strict', join(control, 'md5sums')], { cwd: root, encoding: 'utf8' })
  expect([status, stdout.trim().split('\n').length]).toEqual([0, contents(file).length])
})

test('is the same bytes whenever and under whatever umask it is built', async () => {
  const before = process.umask(0o077)
  try {
    expect(readFileSync(await make('arm64')).equals(readFileSync(file))).toBe(true)
  } finally {
    process.umask(before)
  }
})

testWith('/usr/bin/lintian')('has no errors for lintian', () => {
  expect(errorsOfLintian(file)).toEqual([])
})
