import { frameText } from '@mimamori/contract/frame'
import { notificationProblemText } from '@mimamori/contract/notification-problem'
import { expect, it } from 'vitest'
import { pageText } from '../src/text/page-text.ts'

/** All texts of a catalogue by their keys, functions called with numbers or words as they take them. */
const texts = (catalogue: object, path = ''): [string, string][] => Object.entries(catalogue).flatMap(([key, value]): [string, string][] => {
  if (typeof value === 'object' && value !== null) return texts(value as object, `${path}${key}.`)
  return [[`${path}${key}`, typeof value === 'function' ? String((value as (...args: unknown[]) => string)(30, 1000)) : String(value)]]
})

/** The same in both languages: a name or a formula. */
const alike = ['sorts.cpu', 'columns.cpu', 'facts.os', 'of', ...['discord', 'telegram', 'line', 'pagerduty'].map((name) => `receivers.types.${name}`)]

it.each([['page', pageText], ['frame', frameText], ['notification problems', notificationProblemText]] as const)('has the %s in both languages, key by key', (_what, { en, ja }) => {
  const english = texts(en)
  const inJapanese = new Map(texts(ja))
  expect([...inJapanese.keys()].sort()).toStrictEqual(english.map(([key]) => key).sort())
  for (const [key, text] of english) {
    expect(text, key).not.toBe('')
    if (inJapanese.get(key) === text) expect(alike, key).toContain(key)
  }
})

it('says in English one device, and several devices', () => {
  const { updates, wall } = pageText.en
  expect([updates.progress(1, 1), updates.progress(1, 2)]).toEqual(['1 of 1 device done', '1 of 2 devices done'])
  expect([wall.devices(1), wall.devices(2)]).toEqual(['1 device', '2 devices'])
})
