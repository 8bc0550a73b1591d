import { expect, it } from 'vitest'
import { parseWholeNumber } from '../src/whole-number.ts'

it.each([
  ['1', 1],
  ['10', 10],
  ['07', 7],
  ['0', undefined],
  ['11', undefined],
  ['-1', undefined],
  ['1.5', undefined],
  ['1e1', undefined],
  ['0x5', undefined],
  [' 5', undefined],
  ['', undefined],
  ['５', undefined]
])('%j between 1 and 10 is %j', (text, number) => {
  expect(parseWholeNumber(text, { min: 1, max: 10 })).toBe(number)
})
