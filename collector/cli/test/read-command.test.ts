import { expect, test } from 'vitest'
import { shell } from './shell.ts'

test.each([
  [['devices', 'enroll', 'Bad_ID', '--site'], 'mimamori: --site is missing: expected a site'],
  [['devices', 'rotate', 'Bad_ID', 'x'], 'mimamori: unexpected argument "x"']
])('%j: of an id that no device can have it is said along with what else is wrong', async (argv, first) => {
  const { code, errors } = await shell({})(...argv)
  const [said, id, usage] = errors.split('\n')
  expect([code, said?.startsWith(first), usage?.startsWith('Usage: sudo mimamori devices')]).toEqual([2, true, true])
  expect(id).toMatch(/^ID: expected the device’s ID: .*; got "Bad_ID"$/)
})

test('a word that may be the value of a misspelt option is not checked as an id', async () => {
  expect((await shell({})('devices', 'enroll', '--sit', '北工場', 'pi-1')).errors).not.toContain('ID:')
})
