import { expect, test } from 'vitest'
import { boundedText } from '../src/bounded-text.ts'

test('reads an answer whole, of a character in several pieces too, or none', async () => {
  const pieces = [...Buffer.from('温度')].map((byte) => new Uint8Array([byte]))
  expect(await boundedText(new Response(ReadableStream.from(pieces)), 6)).toBe('温度')
  expect(await boundedText(new Response(null), 0)).toBe('')
})

test('reads no further than its bound, however much follows', async () => {
  let given = 0
  const endless = ReadableStream.from((function* () {
    for (;;) {
      given += 1
      yield new Uint8Array(10)
    }
  })())
  await expect(boundedText(new Response(endless), 95)).rejects.toThrow('more than 95 bytes')
  expect(given).toBeLessThan(20)
})
