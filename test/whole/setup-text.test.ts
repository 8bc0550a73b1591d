import { expect, test } from 'vitest'
// @ts-expect-error: plain JavaScript, read by whatever Node sets the checkout up
import { texts } from '../../scripts/setup/text.js'

type Catalogue = Readonly<Record<string, string | ((word: string) => string)>>
const { en, ja } = texts as { readonly en: Catalogue, readonly ja: Catalogue }
const say = (text: string | ((word: string) => string) | undefined): string => typeof text === 'function' ? text('WORD') : text ?? ''

test('set-up says everything in English and Japanese', () => {
  expect(Object.keys(ja)).toEqual(Object.keys(en))
  for (const key of Object.keys(en)) {
    expect(say(ja[key]), key).toMatch(/\p{Script=Hiragana}/u)
    expect(say(en[key]), key).toMatch(/^[\x20-\x7e…]+$/)
    expect(say(ja[key]).includes('WORD'), key).toBe(say(en[key]).includes('WORD'))
  }
})
