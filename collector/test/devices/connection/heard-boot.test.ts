import { expect, it } from 'vitest'
import { afterAttempt, type HeardBoot } from '../../../src/devices/connection/heard-boot.ts'

/** Where a boot is taken to have begun after each attempt. */
const startedAfter = (...reportedMs: readonly number[]): readonly number[] => {
  let known: HeardBoot | undefined
  return reportedMs.map((ms) => {
    known = afterAttempt(known, 'b', ms)
    return known.startedMs
  })
}

it('takes a boot to have begun when its first attempt said, however long later ones take to arrive', () => {
  expect(startedAfter(5000, 5001, 5999, 4001)).toEqual([5000, 5000, 5000, 5000])
})

it('does not move it for one attempt that was seconds under way', () => {
  expect(startedAfter(5000, 10_500, 5000, 64_999, 5001, 10_500)).toEqual([5000, 5000, 5000, 5000, 5000, 5000])
})

it('moves it back when an attempt shows that those before it were late', () => {
  expect(startedAfter(10_500, 5000, 5200)).toEqual([10_500, 5000, 5000])
})

it('follows a clock that was set, by some seconds once two attempts agree, and by more at once', () => {
  expect(startedAfter(5000, 9000, 9200)).toEqual([5000, 5000, 9200])
  expect(startedAfter(5000, 65_000, 3_600_000, 5000)).toEqual([5000, 65_000, 3_600_000, 5000])
})
