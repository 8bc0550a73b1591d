import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'

const repository = join(import.meta.dirname, '../../..')
const dropIn = readFileSync(join(repository, 'dashboards/systemd/grafana-server.conf'), 'utf8')
const {
  services: { grafana }
} = parse(readFileSync(join(repository, 'compose.yaml'), 'utf8'), { merge: true }) as {
  services: { grafana: { environment: Record<string, string>, mem_limit: string } }
}

test('a Grafana beside the services has the settings of the one in compose.yaml, without what is only for the container', () => {
  const settings = Object.fromEntries([...dropIn.matchAll(/^Environment=(\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]))
  expect(settings).toEqual(Object.fromEntries(Object.entries(grafana.environment).filter(([name]) => !/^GF_PATHS_|__FILE$/.test(name))))
  expect(dropIn).toContain(`MemoryMax=${grafana.mem_limit.toUpperCase()}\n`)
})

const hasAnalyze = spawnSync('systemd-analyze', ['--version']).status === 0
// A desk without systemd skips what needs it; CI does not.
test.skipIf(!hasAnalyze && process.env['CI'] === undefined)('systemd takes the drop-in', () => {
  const directory = temporaryDirectory()
  const unit = join(directory, 'grafana-server.service')
  writeFileSync(unit, `[Service]\nExecStart=${process.execPath}\n`)
  mkdirSync(`${unit}.d`)
  writeFileSync(join(`${unit}.d`, 'mimamori.conf'), dropIn)
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', unit], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' }
  })
  expect([status, stderr]).toEqual([0, ''])
})
