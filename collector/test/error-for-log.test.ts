import { expect, test } from 'vitest'
import { errorForLog } from '../src/error-for-log.ts'

test('an error is logged without the secrets that its text, its cause or its fields quote', () => {
  const cause = new Error('cannot open postgres://app:geheim@db/x')
  const error = Object.assign(new Error('request failed: Authorization: Bearer geheim.geheim', { cause }), { code: 'E', details: { header: ['X-Client-Key: geheim'] } })
  const logged = errorForLog(error)
  expect(logged).toMatchObject({ type: 'Error', code: 'E', message: expect.stringContaining('request failed: Authorization: Bearer ***'), details: { header: ['X-Client-Key: ***'] } })
  expect(JSON.stringify(logged)).not.toContain('geheim')
})
