import { globSync } from 'node:fs'
import { join } from 'node:path'
import { channelTable } from '@mimamori/contract/channel-table'
import { contentReasonText } from '@mimamori/contract/content-reason'
import { frameText } from '@mimamori/contract/frame'
import { notificationProblemText } from '@mimamori/contract/notification-problem'
import { expect, it } from 'vitest'
import { updateMessages } from '../src/updates/messages.ts'
import { wallMessages } from '../src/wall/messages.ts'
import { inLanguage } from './in-language.ts'

/** All messages of a catalogue by their keys, functions called with numbers or words as they take them. */
const flat = (catalogue: object, path = ''): [string, string][] => Object.entries(catalogue).flatMap(([key, value]): [string, string][] => {
  if (typeof value === 'object' && value !== null) return flat(value as object, `${path}${key}.`)
  return [[`${path}${key}`, typeof value === 'function' ? String((value as (...args: unknown[]) => string)(30, 1000)) : String(value)]]
})

/** The same in both languages: a name, a formula, or what is said of a field beside its messages. */
const alike = new RegExp([
  String.raw`\.(?:(?:sorts|columns)\.cpu|facts\.os|revisions)$`,
  String.raw`^(?:discord|telegram|line|pagerduty)\.name$|\.channelFields\.\w+\.(?:placeholder|is\w+)$`
].join('|'))

const namesOfChannels = (language: 'en' | 'ja') => Object.fromEntries(Object.entries(channelTable).map(([type, { name, labels = {} }]) =>
  [type, { name: name[language], labels: Object.fromEntries(Object.entries(labels).map(([field, label]) => [field, label[language]])) }]))

const source = join(import.meta.dirname, '../src')
const catalogues = globSync('**/*messages.ts', { cwd: source }).filter((file) => !file.endsWith('run-messages.ts'))
const loadPage = async (language: 'en' | 'ja'): Promise<object> => await inLanguage(language, async () => Object.fromEntries(
  await Promise.all(catalogues.map(async (file) => [file, { ...await import(join(source, file)) as object }] as const))
))

it.each([
  ['page', async () => ({ en: await loadPage('en'), ja: await loadPage('ja') })],
  ['channels', () => ({ en: namesOfChannels('en'), ja: namesOfChannels('ja') })],
  ['frame', () => frameText],
  ['notification problems', () => notificationProblemText],
  ['reasons of content', () => contentReasonText]
] as const)('has the %s in both languages, key by key', async (_what, load) => {
  const { en, ja } = await load()
  const english = flat(en)
  const inJapanese = new Map(flat(ja))
  expect([...inJapanese.keys()].sort()).toStrictEqual(english.map(([key]) => key).sort())
  for (const [key, text] of english) {
    expect(text, key).not.toBe('')
    if (inJapanese.get(key) === text) expect(key).toMatch(alike)
  }
})

it('says in English one device, and several devices', () => {
  expect([updateMessages.progress(1, 1), updateMessages.progress(1, 2)]).toEqual(['1 of 1 device done', '1 of 2 devices done'])
  expect([wallMessages.devices(1), wallMessages.devices(2)]).toEqual(['1 device', '2 devices'])
})
