import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { isSecretName, redact } from '../src/redaction/index.ts'

interface Cases {
  readonly masked: readonly { readonly input: string, readonly expected: string }[]
  readonly plain: readonly string[]
  readonly names: { readonly secret: readonly string[], readonly plain: readonly string[] }
}

const cases = JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/redaction/cases.json'), 'utf8')) as Cases

describe('a text', () => {
  test.each(cases.masked)('loses the secret of $input', ({ input, expected }) => {
    expect(redact(input)).toBe(expected)
    expect(redact(expected)).toBe(expected)
  })

  test.each(cases.plain)('without a secret stays: %s', (text) => {
    expect(redact(text)).toBe(text)
  })

  it('loses known values wherever they stand, but none so short that it would blank innocent text', () => {
    expect(redact('it said xyz-123456 twice: xyz-123456', ['xyz-123456'])).toBe('it said *** twice: ***')
    expect(redact('a short one', ['short', 'a'])).toBe('a short one')
  })
})

describe('a name', () => {
  test.each(cases.names.secret)('is a secret’s: %s', (name) => {
    expect(isSecretName(name)).toBe(true)
  })

  test.each(cases.names.plain)('is no secret’s: %s', (name) => {
    expect(isSecretName(name)).toBe(false)
  })
})
