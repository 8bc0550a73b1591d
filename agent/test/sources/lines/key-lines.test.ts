import { expect, test } from 'vitest'
import { createKeyLines } from '../../../src/sources/lines/key-lines.ts'

const body = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj'
const read = (...lines: readonly (readonly [text: string, writer?: string])[]): string[] => {
  const withoutKey = createKeyLines()
  return lines.map(([text, writer = 'a']) => withoutKey(writer, text))
}

test('takes out the lines of a key up to its end, and nothing of what comes behind it', () => {
  expect(read(['-----BEGIN PRIVATE KEY-----'], [body], [`  ${body}`], ['c2hvcnQ='], ['-----END PRIVATE KEY-----'], [body], ['done']))
    .toEqual(['-----BEGIN PRIVATE KEY-----', '', '', '', '', body, 'done'])
})

test('takes out a key that is encrypted, several lines at once, and what stands before its end', () => {
  expect(
    read(
      ['the key: -----BEGIN RSA PRIVATE KEY-----'],
      ['Proc-Type: 4,ENCRYPTED'],
      ['DEK-Info: AES-256-CBC,0A1B'],
      [''],
      [`${body}\n${body}`],
      ['c2hvcnQ=-----END RSA PRIVATE KEY----- is wrong']
    )
  ).toEqual(['the key: -----BEGIN RSA PRIVATE KEY-----', '', '', '', '', ' is wrong'])
})

test('leaves what other writers write meanwhile, and ends with a line that is none of a key', () => {
  expect(read(['-----BEGIN PRIVATE KEY-----'], [body, 'b'], [body], ['Error: cannot parse it'], [body])).toEqual([
    '-----BEGIN PRIVATE KEY-----',
    body,
    '',
    'Error: cannot parse it',
    body
  ])
})

test('takes one short line for the last of a key, and no more', () => {
  expect(read(['-----BEGIN PRIVATE KEY-----'], ['word'], ['another'])).toEqual(['-----BEGIN PRIVATE KEY-----', '', 'another'])
})

test('leaves certificates and public keys, and a key that is whole, to the rules', () => {
  const texts = [
    ['-----BEGIN CERTIFICATE-----'],
    [body],
    ['-----BEGIN PUBLIC KEY-----'],
    [body],
    [`-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----`],
    [body]
  ] as const
  expect(read(...texts)).toEqual(texts.map(([text]) => text))
})
