import { describe, expect, test } from 'vitest'
import { en } from '../../src/text/en/index.ts'
import { textFor } from '../../src/text/index.ts'
import { ja } from '../../src/text/ja/index.ts'

type Entry = readonly [path: string, value: unknown]

const entries = (value: object, prefix = ''): Entry[] => Object.entries(value).flatMap(([key, each]): Entry[] =>
  typeof each === 'object' && each !== null ? entries(each as object, `${prefix}${key}.`) : [[prefix + key, each]])

/** A sentence with arguments that fit every function well enough to show its words. */
const say = (value: unknown): string =>
  typeof value === 'function' ? String((value as (...args: unknown[]) => unknown)(...sampleArguments(value))) : String(value)
const sampleArguments = (value: { length: number, toString: () => string }): unknown[] => {
  const parameters = /^\(?([^)=]*)\)?\s*=>/.exec(value.toString())?.[1] ?? ''
  if (/series, bytes/.test(parameters)) return [1000, { series: 1, bytes: 1, accepted: 1, rejected: [] }]
  if (parameters.includes('now')) return ['X', new Date(0), 'X'].slice(parameters.startsWith('now') ? 1 : 0)
  if (/keys|choices|reasons/.test(parameters)) return [['X']]
  if (parameters === 'counts') return [[['X', 1]]]
  return Array.from({ length: value.length }, () => 1)
}

describe('the catalogues', () => {
  test('say the same things in both languages', () => {
    expect(entries(ja).map(([path]) => path)).toEqual(entries(en).map(([path]) => path))
  })

  test('have Japanese for everything', () => {
    for (const [path, value] of entries(ja)) expect(say(value), path).toMatch(/[\u3040-\u30ff\u4e00-\u9fff：]/)
  })

  test('have no Japanese in English', () => {
    for (const [path, value] of entries(en)) expect(say(value), path).not.toMatch(/[\u3040-\u30ff\u4e00-\u9fff：]/)
  })
})

test('the catalogue is in the language of the terminal', () => {
  expect([textFor({ LANG: 'ja_JP.UTF-8' }), textFor({ LANG: 'en_GB.UTF-8' })]).toEqual([ja, en])
})
