import { expect, it } from 'vitest'
import { mentionsAll, searchWords } from '@mimamori/contract/device-list'
import { asksForSearch } from '../src/components/search.ts'

it.each([['Ｐｉ　０３', ['pi', '03']], ['ｷｵｽｸ', ['キオスク']], ['  ', []]])('reads “%s” as %j, whatever its width', (typed, sought) => {
  expect(searchWords(typed)).toStrictEqual(sought)
})

it('finds what is written in other widths, if every word is there', () => {
  expect(mentionsAll(['受付ｷｵｽｸ', null, 'ＰＩ－０３'], searchWords('キオスク pi-03'))).toBe(true)
  expect(mentionsAll(['受付キオスク'], searchWords('キオスク 東'))).toBe(false)
})

const key = (changes: Partial<Parameters<typeof asksForSearch>[0]> = {}) => ({
  key: '/',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...changes
})

it('is asked for by /, but not where it is typed into a field or belongs to the browser', () => {
  expect(asksForSearch(key(), 'BODY')).toBe(true)
  expect(asksForSearch(key(), undefined)).toBe(true)
  expect(asksForSearch(key(), 'INPUT')).toBe(false)
  expect(asksForSearch(key({ ctrlKey: true }), 'BODY')).toBe(false)
  expect(asksForSearch(key({ key: 's' }), 'BODY')).toBe(false)
})
