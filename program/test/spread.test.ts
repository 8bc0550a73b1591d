import { describe, expect, test } from 'vitest'
import { spreadOf } from '../src/spread.ts'

describe('the spread of a fleet', () => {
  const fleet = Array.from({ length: 1000 }, (_, index) => `pi-${String(index).padStart(4, '0')}`)

  test('is the same for a device each time, from 0 up to 1', () => {
    expect(spreadOf('pi-kiosk-03')).toBe(spreadOf('pi-kiosk-03'))
    for (const id of ['', 'a', ...fleet]) {
      expect(spreadOf(id)).toBeGreaterThanOrEqual(0)
      expect(spreadOf(id)).toBeLessThan(1)
    }
  })

  test('is even: of 1000 devices with names in a row, some 100 come in each tenth of the interval', () => {
    const tenths = Array.from({ length: 10 }, () => 0)
    for (const id of fleet) tenths[Math.floor(spreadOf(id) * 10)]! += 1
    for (const count of tenths) {
      expect(count).toBeGreaterThan(65)
      expect(count).toBeLessThan(135)
    }
  })
})
