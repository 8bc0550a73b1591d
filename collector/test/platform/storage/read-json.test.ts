import { expect, test } from 'vitest'
import { z } from 'zod'
import { readJson } from '../../../src/platform/storage/read-json.ts'

test('the beginning of a text that cannot be read is reported without the secrets in it', () => {
  const noted: string[] = []
  expect(readJson('{"note": "X-Client-Key: geheim", ', z.unknown(), (beginning) => noted.push(beginning))).toBeUndefined()
  expect(noted).toEqual([expect.stringContaining('X-Client-Key: ***')])
  expect(noted.join()).not.toContain('geheim')
})

test('what is JSON of another shape cannot be read, either', () => {
  const noted: string[] = []
  expect(readJson('{"a":"1"}', z.object({ a: z.number() }), (beginning) => noted.push(beginning))).toBeUndefined()
  expect(noted).toEqual(['{"a":"1"}'])
  expect(readJson('{"a":1}', z.object({ a: z.number() }))).toEqual({ a: 1 })
})
