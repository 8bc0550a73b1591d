import { expect, test } from 'vitest'
import { createWholeLines } from '../../../src/sources/journal/whole-lines.ts'

const read = (chunks: readonly Buffer[], maxBytes = 20) => {
  const lines: string[] = []
  let tooLong = 0
  const write = createWholeLines({ maxBytes, onLine: (line) => lines.push(line), onTooLong: () => { tooLong += 1 } })
  chunks.forEach(write)
  return { lines, tooLong }
}

test('gives whole lines however they are cut into chunks, also inside a character', () => {
  const bytes = Buffer.from('温度\n\nab\nrest')
  for (let size = 1; size <= bytes.length; size++) {
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size))
    expect(read(chunks).lines).toEqual(['温度', '', 'ab'])
  }
})

test('leaves a line out that is too long, and no other', () => {
  const text = `a\n${'x'.repeat(100)}\nb\n`
  for (const size of [7, 1000]) {
    const chunks = Array.from({ length: Math.ceil(text.length / size) }, (_, i) => Buffer.from(text.slice(i * size, (i + 1) * size)))
    expect(read(chunks)).toEqual({ lines: ['a', 'b'], tooLong: 1 })
  }
})
