import { expect, test } from 'vitest'
import { readShortDecimal } from '../../../src/devices/live/short-decimal.ts'
import { repeatableNumbers } from './repeatable-numbers.ts'

const read = (text: string): number | undefined => readShortDecimal(Buffer.from(`x ${text}\n`), 2, 2 + text.length)

test('a short decimal is the number that JavaScript reads', () => {
  const random = repeatableNumbers(1)
  for (let i = 0; i < 20_000; i++) {
    const digits = `${random(1_000_000_000)}${random(1_000_000_000)}`.slice(0, 1 + i % 14)
    const point = random(digits.length + 1)
    const text = point === digits.length ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`
    expect(read(text), text).toBe(Number(text))
  }
})

test('anything else is left to the parser', () => {
  for (const text of ['', '.', '1.', '-1', '+1', '1e3', 'NaN', 'Inf', '1.2.3', '..5', '1234567890123456']) {
    expect(read(text), text).toBeUndefined()
  }
})
