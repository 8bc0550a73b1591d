import { expect, test } from 'vitest'
import { unescapeCharacters } from '../../../src/sources/lines/unescape-characters.ts'

const unit = (code: string): string => `\\u${code}`

test('a line of JSON has its characters as they are, and keeps the escapes that JSON needs', () => {
  const text = `{"msg":"${unit('6e29')}${unit('5EA6')} ${unit('d83c')}${unit('df63')} ${unit('001b')}[0m ${unit('0022')} \\${unit('6e29')} \\\\${unit('6e29')} \\n"}`
  expect(unescapeCharacters(text)).toBe(`{"msg":"温度 🍣 ${unit('001b')}[0m ${unit('0022')} \\${unit('6e29')} \\\\温 \\n"}`)
  expect(JSON.parse(unescapeCharacters(text))).toEqual(JSON.parse(text))
})

test('another line stays', () => {
  for (const text of [`C:${unit('6e29')}`, '{"msg":"温度"}', '{"msg":"cut off \\u6e']) expect(unescapeCharacters(text)).toBe(text)
})
