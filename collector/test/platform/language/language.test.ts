import { expect, it } from 'vitest'
import { pickLanguage } from '../../../src/platform/language/language.ts'

it.each([
  [undefined, 'en'], ['', 'en'], ['ja', 'ja'], ['ja-JP,ja;q=0.9,en;q=0.8', 'ja'], ['en-GB,en;q=0.9,ja;q=0.8', 'en'],
  ['de-DE,de;q=0.9,ja;q=0.3,en;q=0.2', 'ja'], ['fr', 'en'], ['ja;q=0', 'en'], ['*', 'en'], [';;q=,,ja;q=x', 'ja']
] as const)('answers a browser that wants %j in %s', (acceptLanguage, language) => {
  expect(pickLanguage({ acceptLanguage })).toBe(language)
})

it('lets the switch win over the browser, and the address over both', () => {
  expect(pickLanguage({ cookie: 'ja', acceptLanguage: 'en' })).toBe('ja')
  expect(pickLanguage({ query: 'en', cookie: 'ja', acceptLanguage: 'ja' })).toBe('en')
  expect(pickLanguage({ query: 'xx', cookie: '"><script>', acceptLanguage: 'ja' })).toBe('ja')
})
