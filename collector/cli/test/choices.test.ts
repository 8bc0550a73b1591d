import { describe, expect, test } from 'vitest'
import { choicesOf } from '../src/choices.ts'
import { cliText } from '../src/text/cli-text.ts'

describe('the words of which an option takes one', () => {
  test.each([
    'status', 'sort', 'tokenRole', 'loginRole', 'receiverType', 'severity', 'mailTls', 'alertState'
  ] as const)('are all named in both languages where %s is expected', async (expects) => {
    const words = await choicesOf(expects)
    expect(words.length).toBeGreaterThan(1)
    for (const language of ['en', 'ja'] as const) {
      const named = cliText(language, 'mimamori').expected[expects].match(/[a-z]+(?:-[a-z]+)*/g)
      expect(words.filter((word) => named?.includes(word) !== true)).toEqual([])
    }
  })

  test('are none where it takes any text', async () => {
    expect(await choicesOf('site')).toEqual([])
  })
})
