import { describe, expect, test } from 'vitest'
import { isExponential } from '../../src/config/exponential-pattern.ts'

describe('a pattern', () => {
  test.each([
    '(a+)+$',
    '(a*)*',
    '(?:a|a)*$',
    '(a|aa)+$',
    '(?:\\w|\\d)+=',
    '(?<name>\\w+\\s?)*$',
    '(a?){2,}',
    '(?:a+){4}',
    '((ab+)c)+',
    '(?=(?:x+)+y)',
    '(?i:a+)+',
    '(\\p{L}+)*',
    '([)]+)+',
    '(a{1,9}){30}',
    '(\\(+)+',
    '(?:a|b|c){20}'
  ])('takes exponential time: %s', (source) => {
    expect(() => new RegExp(source, 'u')).not.toThrow()
    expect(isExponential(source)).toBe(true)
  })

  test.each([
    'ORDER-\\d+',
    '^\\d{4}-\\d\\d-\\d\\d',
    '^\\[',
    '(?:\\d{1,3}\\.){3}\\d{1,3}',
    '(\\d+\\.){3}\\d+',
    '[0-9a-f]{2}(?::[0-9a-f]{2}){5}',
    '^\\d{2}:\\d{2}(?:\\.\\d+)?\\s',
    '^(?:INFO|WARN|ERROR)\\b',
    '[\\w.+-]+@[\\w.-]+\\.\\w+',
    '(?:[0-9A-F]{4}-)+\\d+',
    '\\(+\\[*',
    '[(+)+]+',
    '(?:https?://)?\\S+',
    '(?<=id=)\\w+',
    '^(?!\\s)',
    '\\u{1F600}+',
    '(?:ab)*c',
    '.*=.*;.*'
  ])('does not: %s', (source) => {
    expect(() => new RegExp(source, 'u')).not.toThrow()
    expect(isExponential(source)).toBe(false)
  })
})
