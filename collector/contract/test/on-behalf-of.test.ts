import { expect, test } from 'vitest'
import { decodeOnBehalfOf, encodeOnBehalfOf } from '../src/on-behalf-of.ts'

test('the account of who asks arrives as it is, in letters that a header can carry', () => {
  for (const account of ['tanaka', 'FACTORY\\tanaka', '田中', 'a b%', '😀'.repeat(100)]) {
    const sent = encodeOnBehalfOf(account)
    expect(sent).toMatch(/^[\x21-\x7e]+$/)
    expect(decodeOnBehalfOf(sent)).toBe(account)
  }
})

test('a longer name is cut to what is taken, and half a character is replaced', () => {
  expect(decodeOnBehalfOf(encodeOnBehalfOf('a'.repeat(101)))).toBe('a'.repeat(100))
  expect(decodeOnBehalfOf(encodeOnBehalfOf('a\ud83d'))).toBe('a\ufffd')
})

test.each([[''], ['%'], ['%ff'], ['%00'], ['a%0D%0Ab'], ['a'.repeat(101)]])('%j is no account', (text) => {
  expect(decodeOnBehalfOf(text)).toBeUndefined()
})
