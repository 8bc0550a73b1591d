import { expect, test } from 'vitest'
import { createManualClock } from '../manual-clock.ts'
import { createBootStarts } from '../../src/spool/boot-starts.ts'
import { createItemAge } from '../../src/spool/batch/item-age.ts'
import { createCard } from './disk/card.ts'

const [first, second] = ['f1c70004-7d0a-4b8e-9f57-2f0c5a9d1e44', '0e1c5a11-1f0e-4f7e-8d2c-5d3b1c2a9f00']
const nowMs = 1_795_608_000_000

test('where a boot began is known from when its clock was synchronised, and still in the next boot', () => {
  const card = createCard()
  const before = createBootStarts(first, card.run().disk)
  expect(before.of(first)).toBeUndefined()
  before.record({ wallMs: nowMs, monotonicMs: 60_000 })
  const after = createBootStarts(second, card.run().disk)
  expect([after.of(first), after.of(second)]).toEqual([nowMs - 60_000, undefined])
})

test('a clock that is set once more counts as it is then, and its jitter writes nothing', () => {
  const card = createCard()
  const starts = createBootStarts(first, card.run().disk)
  starts.record({ wallMs: nowMs, monotonicMs: 60_000 })
  const { writes } = card.counts
  starts.record({ wallMs: nowMs + 60_010, monotonicMs: 120_000 })
  expect(card.counts.writes).toBe(writes)
  starts.record({ wallMs: nowMs - 3_600_000, monotonicMs: 120_000 })
  expect(starts.of(first)).toBe(nowMs - 3_720_000)
})

test('an item of an earlier boot has an age where both boots’ starts are known, and none by a clock that was never set', () => {
  const clock = createManualClock(5000)
  const starts = new Map([[first, nowMs]])
  const ageOf = createItemAge({ boot: second, clock, bootStart: (boot) => starts.get(boot) })
  const made = { monotonicMs: 1000, wallMs: 1000 }
  expect(ageOf(made, second)).toBe(4000)
  expect(ageOf(made, first)).toBeUndefined()
  starts.set(second, nowMs + 3_600_000)
  expect(ageOf(made, first)).toBe(3_604_000)
})
