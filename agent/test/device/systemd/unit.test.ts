import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryDirectory } from '../../../../collector/test/temporary-directory.ts'

const unitFile = new URL('../../../systemd/mimamori-agent.service', import.meta.url).pathname
const unit = readFileSync(unitFile, 'utf8')
const hasAnalyze = spawnSync('systemd-analyze', ['--version']).status === 0
// A desk without systemd skips what needs it; CI does not.
const withSystemd = test.skipIf(!hasAnalyze && process.env['CI'] === undefined)

/** The unit with a node that is there, so that only the unit itself is checked. */
const installed = (): string => {
  const directory = temporaryDirectory()
  mkdirSync(join(directory, 'bin'))
  const path = join(directory, 'mimamori-agent.service')
  writeFileSync(path, unit.replaceAll('/opt/mimamori/node/bin/node', process.execPath))
  return path
}
const analyze = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync('systemd-analyze', args, {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C', SYSTEMD_COLORS: '0' }
  })
  return { status, output: stdout + stderr }
}
const values = (name: string): string[] => [...unit.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].map(([, value]) => value!)

describe('the unit', () => {
  withSystemd('has nothing that systemd-analyze verify would mend', () => {
    expect(analyze('verify', '--man=no', installed())).toEqual({ status: 0, output: '' })
  })

  withSystemd('is rated at most 3 by systemd-analyze security, where 10 is wide open', () => {
    const { status, output } = analyze('security', '--offline=yes', '--threshold=30', installed())
    expect(output).toMatch(/Overall exposure level for mimamori-agent\.service: [0-3]\.\d/)
    expect(status).toBe(0)
  })

  test('runs node with the flags that keep it small', () => {
    expect(values('ExecStart')[0]).toContain(
      ' --max-semi-space-size=1 --max-old-space-size=24 --optimize-for-size --single-threaded --jitless --expose-gc '
    )
    expect(values('Environment')).toEqual(['UV_THREADPOOL_SIZE=1 MALLOC_ARENA_MAX=1 MALLOC_TRIM_THRESHOLD_=131072'])
  })

  test('leaves what the measurements need: adjtimex, /dev/vcio, processes of others, the real hostname', () => {
    expect(values('SystemCallFilter')[0]).toContain('adjtimex')
    expect(values('DeviceAllow')).toEqual(['/dev/vcio rw'])
    for (const forbidden of [
      'ProtectClock',
      'ProtectProc',
      'ProcSubset',
      'ProtectHostname',
      'PrivateDevices',
      'PrivateNetwork',
      'PrivateUsers'
    ]) {
      expect(values(forbidden)).toEqual([])
    }
  })

  test('never gives up, but does not start again what is badly configured', () => {
    expect([values('Restart'), values('StartLimitIntervalSec'), values('RestartPreventExitStatus')]).toEqual([['always'], ['0'], ['2']])
  })

  withSystemd('belongs to a user that systemd-sysusers can make', () => {
    const file = new URL('../../../systemd/mimamori-agent.sysusers.conf', import.meta.url).pathname
    const root = temporaryDirectory()
    mkdirSync(join(root, 'etc'))
    const { status, stderr } = spawnSync(
      'systemd-sysusers',
      [
        '--root',
        root,
        '--inline',
        ...readFileSync(file, 'utf8')
          .split('\n')
          .filter((line) => line.startsWith('u '))
      ],
      { encoding: 'utf8' }
    )
    expect(stderr).toContain('Creating user \'mimamori-agent\'')
    expect(status).toBe(0)
    expect(readFileSync(join(root, 'etc/passwd'), 'utf8')).toMatch(/^mimamori-agent:x:\d+:\d+:Mimamori agent:\/:\/usr\/sbin\/nologin$/m)
  })
})
