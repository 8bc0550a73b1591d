import { expect, test } from 'vitest'
import { decode, withoutControls } from '../../../src/sources/lines/clean-text.ts'

test('replaces bytes that are no UTF-8, and says so', () => {
  expect(decode(Buffer.from([0x61, 0xff, 0x62]))).toEqual({ text: 'a\ufffdb', isReplaced: true })
  expect(decode(Buffer.from('温度 \ufffd'))).toEqual({ text: '温度 \ufffd', isReplaced: false })
})

test('takes colours and other sequences of terminals out, and blanks at the end', () => {
  expect(withoutControls('\u001b[1;31mred\u001b[0m line\u001b[K \r')).toBe('red line')
  expect(withoutControls('  at b')).toBe('  at b')
})
