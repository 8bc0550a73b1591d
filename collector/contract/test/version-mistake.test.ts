import { expect, it } from 'vitest'
import { versionMistake } from '../src/text/version-mistake.ts'

it.each([
  ['files', Array.from({ length: 20_001 }, () => 1), /can have 20000 files, and these are 20001; split/, /20000 ファイルまでです（現在：20001）/],
  ['bytes', [60e9, 10e9], /can have 68\.7 GB, and these files have 70\.0 GB; make them smaller/, /68\.7 GB までです（現在：70\.0 GB）/]
] as const)('says the bound, the value and what to do for too many %s', (_what, sizes, en, ja) => {
  const mistake = versionMistake(sizes)
  expect([mistake?.en, mistake?.ja]).toEqual([expect.stringMatching(en), expect.stringMatching(ja)])
})

it('takes as much as a set can have', () => {
  expect(versionMistake(Array.from({ length: 20_000 }, () => 1))).toBeUndefined()
})
