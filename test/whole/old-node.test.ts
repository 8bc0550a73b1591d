import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../collector/test/until-all-end.ts'
import { ownProgram } from './processes.ts'

let directory: string
const ended = untilAllEnd()
beforeAll(() => { directory = temporaryDirectory(ended) })

/** Runs it with a Node that believes it is an older one; that the text itself can be read by Node 12, 14 and 18 was tried by hand. */
const runAs = (version: string, path: string, env: Readonly<Record<string, string>> = {}) => {
  const disguise = join(directory, `node-${version}.cjs`)
  writeFileSync(disguise, `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`)
  const [node, ...program] = ownProgram(path)
  const { status, stdout, stderr } = spawnSync(node, ['--require', disguise, ...program], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], ...env }
  })
  return { status, stdout, stderr }
}

describe.each([
  ['agent/bin/mimamori-agent.js', '22.9.0', 24],
  ['exporter/bin/mimamori-exporter.js', '18.20.4', 24],
  ['collector/bin/mimamori.js', '20.20.2', 24],
  ['scripts/setup.js', '18.20.4', 20]
])('%s run by Node.js %s', (path, version, needed) => {
  test('says in one line which Node.js is needed and what to do, and exits with 2', () => {
    const { status, stdout, stderr } = runAs(version, path)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(
      new RegExp(`^mimamori[a-z-]*: needs Node\\.js ${needed} or later[^\\n]*, and this is ${version}\\. (Install|On Debian)[^\\n]+\\n$`)
    )
  })

  test('says it in Japanese where the machine does', () => {
    expect(runAs(version, path, { LANG: 'ja_JP.UTF-8' }).stderr).toMatch(
      new RegExp(`^mimamori[a-z-]*: [^\\n]*Node\\.js ${needed} 以降が必要です（今の Node\\.js は ${version}）。[^\\n]+\\n$`)
    )
  })
})

test.each(['agent/bin/mimamori-agent.js', 'exporter/bin/mimamori-exporter.js', 'collector/bin/mimamori.js'])(
  '%s runs the program where the Node.js is new enough',
  (path) => {
    const [node, ...program] = ownProgram(path, '--version')
    expect(spawnSync(node, program, { encoding: 'utf8' })).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('0.1.0') as string,
      stderr: ''
    })
  }
)
