import { expect, test } from 'vitest'
import { demoText } from '../../scripts/demo/text.ts'
// @ts-expect-error: plain JavaScript, read by whatever Node sets the checkout up
import { texts as setUpTexts } from '../../scripts/setup/text.js'
import { startText } from '../../scripts/start/text.ts'

type Said = readonly (readonly [key: string, text: string])[]

/** All texts of a catalogue with their keys; functions say something of WORD1 and WORD2. */
const said = (catalogue: object, path = ''): Said => Object.entries(catalogue).flatMap(([key, text]): Said => {
  if (typeof text === 'function') return [[path + key, (text as (...words: string[]) => string)('WORD1', 'WORD2', 'WORD3')]]
  return typeof text === 'object' ? said(text as object, `${path}${key}.`) : [[path + key, String(text)]]
})
const wordsOf = (text: string): string[] => (text.match(/WORD\d/g) ?? []).sort()

test.each<[string, object, object]>([
  ['set-up', (setUpTexts as { en: object }).en, (setUpTexts as { ja: object }).ja],
  ['npm start', startText('en'), startText('ja')],
  ['npm run demo', demoText('en'), demoText('ja')]
])('%s says everything in English and Japanese, and leaves nothing out in either', (_verb, english, japanese) => {
  const inJapanese = new Map(said(japanese))
  expect([...inJapanese.keys()]).toEqual(said(english).map(([key]) => key))
  for (const [key, text] of said(english)) {
    expect(text, key).not.toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u)
    expect(inJapanese.get(key), key).toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u)
    expect(wordsOf(inJapanese.get(key)!), key).toEqual(wordsOf(text))
  }
})
