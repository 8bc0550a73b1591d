import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryDirectory } from '../../../../collector/test/temporary-directory.ts'

const unit = readFileSync(new URL('../../../systemd/mimamori-watcher.service', import.meta.url), 'utf8')
// A desk without systemd skips what needs it; CI does not.
const withSystemd = test.skipIf(spawnSync('systemd-analyze', ['--version']).status !== 0 && process.env['CI'] === undefined)

const analyze = (...args: string[]) => {
  const path = join(temporaryDirectory(), 'mimamori-watcher.service')
  writeFileSync(path, unit.replaceAll('/opt/mimamori/node/bin/node', process.execPath))
  const { status, stdout, stderr } = spawnSync('systemd-analyze', [...args, path], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C', SYSTEMD_COLORS: '0' }
  })
  return { status, output: stdout + stderr }
}

describe('the unit of the watcher', () => {
  withSystemd('has nothing that systemd-analyze verify would fix', () => {
    expect(analyze('verify', '--man=no')).toEqual({ status: 0, output: '' })
  })

  withSystemd('is rated at most 2 by systemd-analyze security, where 10 is wide open', () => {
    expect(analyze('security', '--offline=yes', '--threshold=20')).toMatchObject({
      status: 0,
      output: expect.stringMatching(/Overall exposure level for mimamori-watcher\.service: [0-2]\.\d/)
    })
  })

  test('reads its configuration as a credential, so that only root can read the file', () => {
    expect(unit).toContain('LoadCredential=watcher.conf:/etc/mimamori/watcher.conf\n')
    expect(unit).toMatch(/^ExecStart=.* watch-server --config %d\/watcher\.conf$/m)
  })
})
