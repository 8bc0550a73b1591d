import { expect, test } from 'vitest'
import { errorForLog } from '../src/collector-log.ts'

test('an error is logged without the secrets that its text, its cause or its fields quote', () => {
  const cause = new Error('cannot open postgres://app:geheim@db/x')
  const error = Object.assign(new Error('request failed: Authorization: Bearer geheim.geheim', { cause }), {
    code: 'E',
    details: { header: ['X-Client-Key: geheim'] }
  })
  const logged = errorForLog(error)
  expect(logged).toMatchObject({
    type: 'Error',
    code: 'E',
    message: expect.stringContaining('request failed: Authorization: Bearer ***'),
    details: { header: ['X-Client-Key: ***'] }
  })
  expect(JSON.stringify(logged)).not.toContain('geheim')
})

test('errors within it and objects of any class are logged without secrets, and one that holds itself comes to an end', () => {
  class Detail {
    readonly header = 'X-Client-Key: geheim'
    readonly at = new Date(0)
    readonly self = this
  }
  const inner = Object.assign(new Error('Authorization: Bearer geheim.geheim'), { detail: new Detail() })
  const logged = errorForLog(Object.assign(new AggregateError([inner], 'none answered'), { inner, detail: new Detail() }))
  expect(logged).toMatchObject({
    message: 'none answered',
    aggregateErrors: [{ message: 'Authorization: Bearer ***' }],
    inner: { message: 'Authorization: Bearer ***' },
    detail: { header: 'X-Client-Key: ***', at: new Date(0), self: { header: 'X-Client-Key: ***', self: { self: { self: '…' } } } }
  })
  expect(JSON.stringify(logged)).not.toContain('geheim')
})
