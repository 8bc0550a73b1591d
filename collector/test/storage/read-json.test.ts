import { expect, test } from 'vitest'
import { readJson } from '../../src/storage/read-json.ts'

test('the beginning of a text that cannot be read is told without the secrets in it', () => {
  const told: string[] = []
  expect(readJson('{"note": "X-Client-Key: geheim", ', (beginning) => told.push(beginning))).toBeUndefined()
  expect(told).toEqual([expect.stringContaining('X-Client-Key: ***')])
  expect(told.join()).not.toContain('geheim')
})
