import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { temporaryDirectory } from '../../../../collector/test/temporary-directory.ts'
import type { Encoding } from '../../../src/config/encodings.ts'
import { followFiles } from './follow-files.ts'

let log: string
beforeEach(() => { log = join(temporaryDirectory(), 'app.log') })

/** The second begins with a character that is 0A 0A in UTF-16. */
const lines = ['温度 80℃ 停止', 'ਊ: ソ表十 アラーム']
const utf16le = (text: string): Buffer => Buffer.from(text, 'utf16le')
/** Shift_JIS, with 5C in three of its characters, and EUC-JP by Python's codecs. */
const written: Readonly<Record<string, { readonly encoding: Encoding, readonly bytes: Buffer, readonly expected: readonly string[] }>> = {
  Shift_JIS: {
    encoding: 'shift_jis', bytes: Buffer.from('89b79378203830818e2092e28e7e0d0a834c835c955c8f5c20b1d7b0d10a', 'hex'),
    expected: ['温度 80℃ 停止', 'キソ表十 ｱﾗｰﾑ']
  },
  'EUC-JP': { encoding: 'euc-jp', bytes: Buffer.from('b2b9c5d920c4e4bbdf0aa5bdc9bdbdbd0a', 'hex'), expected: ['温度 停止', 'ソ表十'] },
  'UTF-16LE with a byte order mark': { encoding: 'utf-16le', bytes: utf16le(`\ufeff${lines.join('\r\n')}\r\n`), expected: lines },
  'UTF-16BE': { encoding: 'utf-16be', bytes: utf16le(`${lines.join('\n')}\n`).swap16(), expected: lines },
  'UTF-8 with a byte order mark': { encoding: 'utf-8', bytes: Buffer.from('\ufeff{"msg":"温度"}\n'), expected: ['温度'] }
}

test.each(Object.entries(written))('%s is read as text, also where it comes byte by byte and is read on by another agent', (_name, {
  encoding, bytes, expected
}) => {
  writeFileSync(log, '')
  const { ticks, messages, source } = followFiles(log, { format: { encoding } })
  for (const byte of bytes) {
    appendFileSync(log, Buffer.from([byte]))
    ticks(1)
  }
  expect(messages()).toEqual(expected)
  expect(source.stats()).toMatchObject([{ read: expected.length, replaced: 0 }])

  writeFileSync(log, bytes)
  const first = followFiles(log, { format: { encoding } })
  first.ticks(1)
  appendFileSync(log, bytes)
  const second = followFiles(log, { format: { encoding }, positions: Object.fromEntries(first.spool.positions()) })
  second.ticks(1)
  expect(second.messages()).toEqual(expected)
})

test('a line of UTF-16 that is too long is cut, counted, and replaces nothing', () => {
  writeFileSync(log, utf16le(`${'温'.repeat(100_000)}\nshort\n`))
  const { ticks, messages, source } = followFiles(log, { format: { encoding: 'utf-16le' } })
  ticks(3)
  expect(messages().map((message) => message.length)).toEqual([8192, 5])
  expect(source.stats()).toMatchObject([{ read: 2, cut: 1, replaced: 0 }])
})

test('bytes that have no meaning in the encoding are replaced and counted; ' +
  'lines below LOG_PRIORITY and empty ones are counted as left out', () => {
  writeFileSync(log, Buffer.concat([Buffer.from('a'), Buffer.from([0x81, 0x20]), Buffer.from('b\n\n{"level":20,"msg":"debug"}\n')]))
  const { ticks, messages, source } = followFiles(log, { format: { encoding: 'shift_jis' } })
  ticks(1)
  expect(messages()).toEqual(['a\ufffd b'])
  expect(source.stats()).toMatchObject([{ read: 3, spooled: 1, replaced: 1, leftOut: 2, cut: 0 }])
})
