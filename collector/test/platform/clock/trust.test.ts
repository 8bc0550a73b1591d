import { expect, it } from 'vitest'
import { clockDoubt, type ClockEvidence } from '../../../src/platform/clock/trust.ts'

const nowMs = Date.parse('2026-11-25T03:00:00Z')
const doubt = (changes: Partial<ClockEvidence>) =>
  clockDoubt({
    nowMs,
    highestMs: nowMs - 60_000,
    synchronised: false,
    batteryBackedRtc: false,
    hostKeepsTime: false,
    confirmedThisBoot: false,
    settling: false,
    ...changes
  })

it.each(['synchronised', 'batteryBackedRtc', 'hostKeepsTime', 'confirmedThisBoot'] as const)('trusts a clock that is %s', (source) => {
  expect(doubt({ [source]: true })).toBeUndefined()
})

it('does not trust a clock that nothing keeps', () => {
  expect(doubt({})).toBe('unsynchronised')
})

it('does not trust a clock that is behind a time it has shown, whatever set it', () => {
  expect(doubt({ synchronised: true, confirmedThisBoot: true, highestMs: nowMs + 11_000 })).toBe('behind')
  expect(doubt({ synchronised: true, highestMs: nowMs + 10_001 })).toBe('behind')
  expect(doubt({ synchronised: true, highestMs: nowMs + 10_000 })).toBeUndefined()
})

it('waits after a jump until the devices have had the time to report', () => {
  expect(doubt({ synchronised: true, settling: true })).toBe('settling')
})
