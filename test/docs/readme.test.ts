import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const repository = join(import.meta.dirname, '..', '..')
const [english, japanese] = ['README.md', 'README.ja.md'].map((name) => readFileSync(join(repository, name), 'utf8'))

const headings = (page: string): readonly number[] => [...page.matchAll(/^(#+) /gm)].map(([, marks = '']) => marks.length)
const commands = (page: string): readonly string[] =>
  [...page.matchAll(/`((?:npm|\.\/scripts)[^`]*)`|^(npm [a-z]+)$/gm)].map(([, inline, line]) => inline ?? line ?? '').sort()
const folders = (page: string): readonly string[] => [...page.matchAll(/^\| \[([a-z/]+)\]/gm)].map(([, folder = '']) => folder)

test.each([['headings', headings], ['commands', commands], ['folders', folders]])('both READMEs have the same %s', (_, of) => {
  expect(of(english!).length).toBeGreaterThan(3)
  expect(of(japanese!)).toEqual(of(english!))
})
