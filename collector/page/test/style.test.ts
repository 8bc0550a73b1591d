import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const directory = join(import.meta.dirname, '..', 'src')
const read = (file: string): string => readFileSync(join(directory, file), 'utf8')
const sheets = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.css'))

/** What follows the reader's text size: text, columns, and where a layout gives way to another. */
const scaling = /(?:^|[\s;{])(?:font(?:-size)?|grid-template-columns|--cells|max-width|min-width)\s*:[^;}]*\dpx|@media[^{]*\dpx/

it.each(sheets)('%s sizes text, columns and breakpoints by the reader’s own text size', (file) => {
  expect(scaling.exec(read(file))?.[0]).toBeUndefined()
})

/** The classes that a sheet gives a look of their own, wherever they stand. */
const looksIn = (file: string): readonly string[] =>
  [...read(file).matchAll(/(?:^|[{},])\s*\.([\w-]+)\s*(?=[,{])/g)].map(([, name]) => name!)

it('a class has its look from one sheet, so that no other subject’s words turn out like it', () => {
  const sheetsOf = (name: string) => sheets.filter((file) => looksIn(file).includes(name))
  const looks = [...new Set(sheets.flatMap(looksIn))]
  expect(looks).toContain('said')
  expect(looks.map((name) => [name, sheetsOf(name)] as const).filter(([, found]) => found.length > 1)).toStrictEqual([])
})

const [light = '', dark = ''] = read('components/colours.css').split('prefers-color-scheme: dark')
const valueOf = (scheme: string, name: string): string => new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(scheme)![1]!

/** Relative luminance (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance). */
const luminance = (colour: string): number => {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const share = parseInt(colour.slice(start, start + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
const contrast = (a: string, b: string): number => {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

describe.each([['light', light], ['dark', dark]])('in the %s scheme', (_name, scheme) => {
  const between = (a: string, b: string) => contrast(valueOf(scheme, a), valueOf(scheme, b))

  it.each([
    ['edge', 'sheet'],
    ['edge', 'ground'],
    ['accent', 'sheet'],
    ['accent', 'ground'],
    ['silent-strong', 'silent-soft'],
    ['fill', 'sheet']
  ])('%s, which marks a control or a value, has 3:1 against %s', (mark, behind) => {
    expect(between(mark, behind)).toBeGreaterThanOrEqual(3)
  })

  it.each([
    ['text', 'sheet'],
    ['text', 'ground'],
    ['soft', 'sheet'],
    ['soft', 'ground'],
    ['soft', 'idle-soft'],
    ['accent', 'sheet'],
    ['accent', 'ground'],
    ['fresh', 'fresh-soft'],
    ['late', 'late-soft'],
    ['silent', 'silent-strong'],
    ['silent-text', 'silent-soft'],
    ['idle', 'idle-soft'],
    ['warn', 'sheet']
  ])('text in %s has 4.5:1 against %s', (text, behind) => {
    expect(between(text, behind)).toBeGreaterThanOrEqual(4.5)
  })
})

it('a disabled button has a ground on which its text is read, also one that is primary', () => {
  const [, rule = ''] = /^button:disabled \{([^}]*)\}/m.exec(read('components/base.css')) ?? []
  const colours = Object.fromEntries([...rule.matchAll(/(background|color): var\(--([\w-]+)\)/g)].map(([, what, name]) => [what, name]))
  expect(colours).toEqual({ background: 'idle-soft', color: 'soft' })
})
