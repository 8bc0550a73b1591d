import { expect, test } from 'vitest'
import locales from '../fixtures/locales.json' with { type: 'json' }
import { takeLanguageOption } from '../src/language-option.ts'
import { isLanguage, terminalLanguage } from '../src/language.ts'

test.each(locales)('a terminal with $env speaks $language', ({ env, language }) => {
  expect(terminalLanguage(env)).toBe(language)
})

test('what is not exactly one of the languages is none', () => {
  expect(['en', 'ja', 'JA', 'ja-JP', '', undefined].filter(isLanguage)).toEqual(['en', 'ja'])
})

test.each([
  [['list', '--json'], undefined, ['list', '--json']],
  [['--lang', 'ja', 'list'], 'ja', ['list']],
  [['list', '--lang=en', '--json'], 'en', ['list', '--json']],
  [['--nonsense', '--lang', 'fr'], 'fr', ['--nonsense']],
  [['list', '--lang'], '', ['list']],
  [['list', '--lang='], '', ['list']],
  [['--lang', '--json'], '', ['--json']]
])('%j asks for the language %j', (argv, wanted, words) => {
  expect(takeLanguageOption(argv)).toEqual({ wanted, words })
})
