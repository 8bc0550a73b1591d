import { expect, it } from 'vitest'
import { cutToWidth, displayWidth, textTable } from '../src/text-table.ts'

it('lines columns up by what a terminal shows, a Japanese character being two wide', () => {
  expect(textTable([['端末', '結果', 'x'], ['pi-01', '元に戻した', 'y']])).toStrictEqual(['端末   結果        x', 'pi-01  元に戻した  y'])
})

it('bears rows that are shorter than others, and none at all', () => {
  expect(textTable([['a', 'b'], ['long'], ['', 'c', 'd']])).toStrictEqual(['a     b', 'long', '      c  d'])
  expect(textTable([])).toStrictEqual([])
})

it.each([['ok', 2], ['温度', 4], ['ﾊﾟ', 2], ['が', 2], ['（）', 4], ['👩‍🔧', 2], ['', 0]])('%j takes %i columns', (text, width) => {
  expect(displayWidth(text)).toBe(width)
})

it('cuts a text to what fits, and no character in half', () => {
  expect(cutToWidth('温度計 ok', 5)).toBe('温度')
  expect(cutToWidth('温度計 ok', 6)).toBe('温度計')
  expect(cutToWidth('👩‍🔧a', 2)).toBe('👩‍🔧')
})
