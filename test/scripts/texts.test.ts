import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const directory = join(import.meta.dirname, '..', '..', 'scripts')
const read = (name: string): string => readFileSync(join(directory, name), 'utf8')

/** Each key, and which words it is given. */
const catalogue = (language: string): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries([...read(`shell/text/${language}.sh`).matchAll(/^ {4}([a-zA-Z_ |-]+)\) (printf .*;;|cat << EOT)$/gm)]
    .map(([, key = '', text = '']) => [key, [...new Set([...text.matchAll(/\$\{?([1-9])\}?/g)].map(([, number = '']) => number))].sort()]))

test('English and Japanese have the same texts with the same words in them', () => {
  expect(Object.keys(catalogue('en')).length).toBeGreaterThan(30)
  expect(catalogue('ja')).toEqual(catalogue('en'))
})

test('every text that a script says is in the catalogue', () => {
  const known = Object.keys(catalogue('en')).flatMap((keys) => keys.split(' | '))
  const scripts = ['.', 'shell'].flatMap((folder) =>
    readdirSync(join(directory, folder))
      .filter((name) => name.endsWith('.sh'))
      .map((name) => join(folder, name))
  )
  const said = scripts.flatMap((name) =>
    [
      ...read(name)
        .replace(/^ *#.*$/gm, '')
        .matchAll(/(?:\b(?:note|stop|text)|setting_mistake "\$number") ([a-z][a-z-]+)(?=[ ";)\n])/g)
    ].map(([, key]) => key)
  )
  expect(said.length).toBeGreaterThan(30)
  for (const key of said) expect(known).toContain(key)
})

test.each([['en', /“([^”]+)” in (docs\/[\w/-]+\.md)/g], ['ja', /「([^」]+)」（(docs\/[\w/-]+\.md)）/g]] as const)(
  'what %s texts name in a guide is a heading of it',
  (language, reference) => {
    const found = [...read(`shell/text/${language}.sh`).matchAll(reference)].map(([, heading = '', guide = '']) => {
      const headings = readFileSync(join(directory, '..', guide), 'utf8').split('\n').filter((line) => line.startsWith('#'))
      return [heading, headings.some((line) => line.endsWith(` ${heading}`))]
    })
    expect(found.length).toBeGreaterThan(1)
    expect(found.filter(([, isThere]) => !isThere)).toEqual([])
    expect(read(`shell/text/${language}.sh`)).not.toMatch(/\bstep \d|手順 \d/)
  }
)
