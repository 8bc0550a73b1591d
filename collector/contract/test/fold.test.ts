import { expect, test } from 'vitest'
import { fold } from '../src/fold.ts'

test.each([
  ['ERROR Ｓｅｎｓｏｒ ÅΩЖ 温度', 'error ｓｅｎｓｏｒ åωж 温度'],
  ['300 \u212a OF İSTANBUL', '300 \u212a of İstanbul']
])('%s is looked for as %s', (text, folded) => { expect(fold(text)).toBe(folded) })

test('the folded form of each character is as long as it is, so that what was found can be marked', () => {
  const longer = Array.from({ length: 0x11_00_00 }, (_, code) => String.fromCodePoint(code)).filter(
    (character) => fold(character).length !== character.length
  )
  expect(longer).toEqual([])
})
