import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { settings } from '../src/config/settings.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

const shown = (fallback: string | number | boolean | readonly string[] | undefined): string => {
  if (fallback === true) return 'yes'
  return fallback === undefined ? '' : fallback.toString()
}

test('the README lists every setting with its default, in the order of the code', () => {
  const rows = [...readme.matchAll(/^\| `([A-Z_]+)` \| (.*?) ?\| /gm)].map(([, key, fallback]) => [key, fallback])
  expect(rows).toEqual(Object.values(settings).map(({ key, fallback }) => [key, shown(fallback)]))
})
