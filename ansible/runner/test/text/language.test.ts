import { expect, it } from 'vitest'
import { terminalLanguage } from '../../src/text/language.ts'

it('speaks Japanese in a Japanese locale, and in no other whose name begins alike', () => {
  expect(['ja', 'ja_JP.UTF-8', 'ja.UTF-8', 'jam_JM.UTF-8', 'C.UTF-8', ''].map((locale) => terminalLanguage(undefined, { LANG: locale }))).toStrictEqual(['ja', 'ja', 'ja', 'en', 'en', 'en'])
  expect(terminalLanguage('en', { LC_ALL: 'ja_JP.UTF-8' })).toBe('en')
})
