import { expect, test } from 'vitest'
import type { CallbackRound } from './callback-cost.ts'
import { addedRow } from './updates-section.ts'

const lasting = (seconds: number) => ({ seconds, cpuSeconds: 0 })
/** A run that takes so long without the callback, and how much longer with it, in each round. */
const rounds = (without: number, ...added: readonly number[]): CallbackRound[] =>
  added.map((more) => ({ without: lasting(without), reporting: lasting(without + more), unanswered: lasting(without) }))

test.each([
  ['0.2 s of a short run', rounds(5, 0.19, 0.05, 3), true],
  ['more than 0.2 s of a short run', rounds(5, 0.21, 0.05, 3), false],
  ['2% of a long one', rounds(60, 1.1, 0.3, 9), true],
  ['more than 2% of a long one', rounds(60, 1.3, 0.3, 9), false]
])('what the callback adds is the median of the differences: %s', (_, measured, isKept) => {
  expect(addedRow('added', measured, 'reporting')).toMatchObject({ what: 'added', budget: { isKept } })
})

test('each way of reporting is compared with the run without', () => {
  expect(addedRow('added', rounds(5, 3, 3, 3), 'unanswered')).toMatchObject({ ours: '0.00 s', budget: { isKept: true } })
})
