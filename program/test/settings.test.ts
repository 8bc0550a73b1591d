import { expect, it } from 'vitest'
import { optional, readSettings, UnexpectedValue, type Parse, type Setting } from '../src/settings.ts'
import { parseWholeNumber } from '../src/whole-number.ts'

interface Words { readonly number: string }
const number: Parse<number, Words> = (written, words) =>
  parseWholeNumber(written, { min: 1, max: 9 }) ??
  ((): never => {
    throw new UnexpectedValue(words.number)
  })()
const setting = <Value>(name: string, parse: Parse<Value, Words>, fallback = ''): Setting<Value, Words> => ({ name, parse, fallback })
const table = { forks: setting('FORKS', number, '3'), retries: setting('RETRIES', number, '2'), limit: setting('LIMIT', optional(number)) }
const read = (env: Readonly<Record<string, string>>) => readSettings(table, { written: (name) => env[name], words: { number: '1 to 9' } })

it('gives every setting its value, or its default where nothing is written', () => {
  expect(read({ FORKS: '5', RETRIES: '' })).toEqual({ values: { forks: 5, retries: 2, limit: undefined }, wrong: [] })
})

it('reports all mistakes at once, and leaves those without a value', () => {
  expect(read({ FORKS: 'x', RETRIES: '1', LIMIT: '0' })).toEqual({
    values: { retries: 1 },
    wrong: [
      { key: 'forks', name: 'FORKS', expected: '1 to 9', written: 'x' },
      { key: 'limit', name: 'LIMIT', expected: '1 to 9', written: '0' }
    ]
  })
})

it('hides no other error', () => {
  const broken = { forks: setting('FORKS', (): never => { throw new TypeError('broken') }) }
  expect(() => readSettings(broken, { written: () => 'x', words: { number: '' } })).toThrow(TypeError)
})
