import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { quoteWord, shellWord } from '../src/shell-word.ts'

const words = ['plain', '', '北棟 1', "it's $HOME", '"`\\', "'", "''", 'two\nlines', '*', '~/x']

test('a shell reads words back as they were', () => {
  for (const write of [quoteWord, shellWord]) {
    expect(
      execFileSync('sh', ['-c', `for word in ${words.map(write).join(' ')}; do printf '%s\\0' "$word"; done`], { encoding: 'utf8' })
        .split('\0')
        .slice(0, -1)
    ).toEqual(words)
  }
})

test('a word that needs no quotes has none', () => {
  expect(shellWord('https://pi-server.lan:8443/a_b')).toBe('https://pi-server.lan:8443/a_b')
  expect(shellWord('a b')).toBe("'a b'")
  expect(quoteWord('plain')).toBe("'plain'")
})
