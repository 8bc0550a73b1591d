import { expect, it } from 'vitest'
import { runText } from '../../src/text/runner-text.ts'

it('fills no unit up to the next', () => {
  const { duration } = runText('en')
  expect([0.4, 59.4, 59.7, 119.6, 3599.6, 5400].map(duration)).toStrictEqual([
    '0 s', '59 s', '1 min 0 s', '2 min 0 s', '1 h 0 min', '1 h 30 min'
  ])
  expect(runText('ja').duration(119.6)).toBe('2 分 0 秒')
})
