import { expect, test } from 'vitest'
import { createJournalOffset } from '../../../src/sources/journal/journal-offset.ts'

test('the offset of the journal’s clock grows while the device sleeps, and never shrinks: lines keep their order', () => {
  let [deviceMs, journalMs] = [1000, 998]
  const offsetMs = createJournalOffset({ monotonicMs: () => deviceMs }, () => journalMs)
  expect(offsetMs()).toBe(2)
  // A reading of the device's clock that is 10 ms old.
  journalMs += 9
  expect(offsetMs()).toBe(2)
  deviceMs += 8 * 3_600_000 + 9
  expect(offsetMs()).toBe(8 * 3_600_000 + 2)
})
