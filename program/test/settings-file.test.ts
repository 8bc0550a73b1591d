import { expect, it } from 'vitest'
import { readSettingLines } from '../src/settings-file.ts'

it('takes comments, blank lines, export, quotes, Windows line ends and a byte-order mark', () => {
  const content =
    '\uFEFF# of this device\r\n\r\nexport A="http://10.0.0.5/api"  # the server\r\nB=\'x y\'\r\nC="a\\"b\\\\c"\r\n  D = debug   # while we look\r\nE=key#1\r\nF=\r\n'
  expect(readSettingLines(content)).toEqual({
    lines: [
      { key: 'A', value: 'http://10.0.0.5/api', line: 3 },
      { key: 'B', value: 'x y', line: 4 },
      { key: 'C', value: 'a"b\\c', line: 5 },
      { key: 'D', value: 'debug', line: 6 },
      { key: 'E', value: 'key#1', line: 7 },
      { key: 'F', value: '', line: 8 }
    ],
    unreadable: []
  })
})

it('takes a backslash in single quotes for itself, as a shell does', () => {
  expect(readSettingLines(String.raw`A='a\$b\\c'`).lines).toEqual([{ key: 'A', value: String.raw`a\$b\\c`, line: 1 }])
})

it('names the lines that are none, without their text, and the key of one whose quotes do not close', () => {
  expect(readSettingLines('not a setting\nA="open\nB=\'a\' b\n1C=x\nD=ok')).toEqual({
    lines: [{ key: 'D', value: 'ok', line: 5 }],
    unreadable: [{ line: 1 }, { line: 2, key: 'A' }, { line: 3, key: 'B' }, { line: 4 }]
  })
})
