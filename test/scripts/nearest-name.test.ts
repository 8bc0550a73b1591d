import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import cases from '../../program/fixtures/nearest-names.json' with { type: 'json' }
import { describeWithEachBash } from './shells.ts'

const file = join(import.meta.dirname, '..', '..', 'scripts', 'shell', 'nearest.sh')

describeWithEachBash('the nearest name on the administrator’s computer', (bash) => {
  it('is the one that every program names', () => {
    const program = `set -u; . "$1"; shift; for typed in ${cases.cases.map(({ typed }) => `'${typed}'`).join(' ')}; do nearest "$typed" "$@"; echo; done`
    const { stdout, stderr } = spawnSync(bash, ['-c', program, 'bash', file, ...cases.known], { encoding: 'utf8' })
    expect(stderr).toBe('')
    expect(stdout.split('\n').slice(0, -1)).toEqual(cases.cases.map(({ meant = '' }) => meant))
  })
})
