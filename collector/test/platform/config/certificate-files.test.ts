import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { certificateMistakes } from '../../../src/platform/config/certificate-files.ts'
import { settingText } from '../../../src/platform/config/setting-text.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'
import { untilAllEnd } from '../../until-all-end.ts'

let directory: string
const file = (name: string): string => join(directory, name)

const openssl = (...args: readonly string[]): void => {
  const { status, stderr } = spawnSync('openssl', args, { cwd: directory, encoding: 'utf8' })
  if (status !== 0) throw new Error(`openssl is needed: ${stderr}`)
}

const makePair = (name: string, ...algorithm: readonly string[]): void => {
  openssl(
    'req',
    '-x509',
    '-newkey',
    ...algorithm,
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=mimamori.test',
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.pem`
  )
}

const ended = untilAllEnd()
beforeAll(() => {
  directory = temporaryDirectory(ended)
  makePair('one', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1')
  makePair('other', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1')
  makePair('weak', 'rsa:512')
  openssl('ec', '-in', 'one.key', '-aes128', '-passout', 'pass:secret', '-out', 'protected.key')
  openssl('pkcs8', '-topk8', '-in', 'one.key', '-passout', 'pass:secret', '-out', 'protected-pkcs8.key')
  openssl('x509', '-in', 'one.pem', '-outform', 'der', '-out', 'one.der')
  writeFileSync(file('both.pem'), readFileSync(file('one.pem'), 'utf8') + readFileSync(file('one.key'), 'utf8'))
  writeFileSync(file('words.txt'), 'mimamori\n')
})

const mistakes = (certificate: string, key: string): string[] =>
  certificateMistakes({ tlsCert: file(certificate), tlsKey: file(key) }, settingText('en')).map((mistake) =>
    mistake.replaceAll(`${directory}/`, '')
  )

const certificate = (found: string): string =>
  `MIMAMORI_TLS_CERT: expected a certificate file (PEM) that the collector can read, got ${found}`
const key = (found: string): string => `MIMAMORI_TLS_KEY: expected a key file (PEM) that the collector can read, got ${found}`

describe('the files for https', () => {
  test.each([['one.pem', 'one.key'], ['both.pem', 'both.pem']])('are fine as a pair: %s and %s', (one, other) => {
    expect(mistakes(one, other)).toEqual([])
  })

  test.each([
    ['missing both', 'no.pem', 'no.key', [certificate('"no.pem" (there is no such file)'), key('"no.key" (there is no such file)')]],
    ['swapped', 'one.key', 'one.pem', [certificate('"one.key" (it contains a key)'), key('"one.pem" (it contains a certificate)')]],
    ['of two pairs', 'one.pem', 'other.key', ['MIMAMORI_TLS_KEY: expected the key of the certificate "one.pem", got "other.key"']],
    [
      'something else',
      'words.txt',
      'words.txt',
      [certificate('"words.txt" (it contains something else)'), key('"words.txt" (it contains something else)')]
    ],
    ['not in PEM', 'one.der', 'one.key', [certificate('"one.der" (it contains something else)')]],
    ['a directory', '', 'one.key', [expect.stringContaining('(it is a directory or a pipe)')]],
    [
      'too weak',
      'weak.pem',
      'weak.key',
      [expect.stringMatching(/^MIMAMORI_TLS_CERT: .*"weak\.pem" \(it cannot be used: .*key too small\)$/)]
    ],
    [
      'protected by a password',
      'one.pem',
      'protected.key',
      [key('"protected.key" (it is protected by a password; remove the password with: openssl pkey -in FILE -out NEW_FILE)')]
    ],
    [
      'protected by a password, as OpenSSL writes it now',
      'one.pem',
      'protected-pkcs8.key',
      [expect.stringContaining('protected by a password')]
    ]
  ])('are named with what is wrong where they are %s', (_, one, other, expected) => {
    expect(mistakes(one, other)).toEqual(expected)
  })

  test('are asked for only where both are set: the settings themselves say what is missing', () => {
    expect(certificateMistakes({ tlsCert: file('no.pem'), tlsKey: undefined }, settingText('en'))).toEqual([])
  })

  test('are named in Japanese too', () => {
    expect(certificateMistakes({ tlsCert: '/no.pem', tlsKey: file('one.pem') }, settingText('ja'))).toEqual([
      'MIMAMORI_TLS_CERT: コレクターが読める証明書のファイル（PEM）を指定してください（今の値："/no.pem" (ファイルがありません)）',
      `MIMAMORI_TLS_KEY: コレクターが読める秘密鍵のファイル（PEM）を指定してください（今の値："${file('one.pem')}" (中身は証明書です)）`
    ])
  })
})
