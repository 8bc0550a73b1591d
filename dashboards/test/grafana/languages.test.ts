import { describe, expect, test } from 'vitest'
import { allDashboards, panelsOf } from './all-dashboards.ts'

const isText = /^(?:title|titleFormat|description|label|text|legendFormat|displayName|name|id|pattern|options|renameByName)$/

/** What is the same in every language: all but the words. */
const withoutWords = (value: unknown, key = ''): unknown => {
  if (Array.isArray(value)) return value.map((each) => withoutWords(each))
  if (typeof value === 'object' && value !== null && 'id' in value && value.id === 'displayName') return value.id
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => !isText.test(name))
        .map(([name, each]) => [name, withoutWords(each, name)])
    )
  }
  return typeof value === 'string'
    ? value.replace(/\bmimamori-(\w+-)?(?:en|ja)\b/g, 'mimamori-$1').replace(/^(?:http.*|\/d\/.*)$/, key)
    : value
}

const inEnglish = allDashboards.filter(({ language }) => language === 'en')

describe.each(inEnglish)('$name', ({ name, dashboard }) => {
  const japanese = allDashboards.find((other) => other.name === name && other.language === 'ja')!.dashboard

  test('asks and looks the same in both languages', () => {
    expect(withoutWords(japanese)).toEqual(withoutWords(dashboard))
  })

  test('says nothing to a Japanese reader in English', () => {
    const said = [
      japanese.title,
      japanese.description,
      ...(japanese.panels ?? []).map(({ title }) => title),
      ...panelsOf(japanese).map(({ description }) => description)
    ]
    expect(said.filter((text) => !/[ぁ-んァ-ヶ一-龠]|^(?:CPU|Wi-Fi|Mimamori)$/.test(text ?? ''))).toEqual([])
  })
})
