import { describe, expect, test } from 'vitest'
import { answers, exchanges } from '../../../collector/contract/test/fixtures.ts'
import { parseRetryAfter, readOutcome } from '../../src/delivery/outcome.ts'
import type { HttpAnswer } from '../../src/delivery/transport.ts'

interface Golden { readonly status: number, readonly headers: Readonly<Record<string, string>>, readonly body: unknown }

const overTheWire = ({ status, headers, body }: Golden): HttpAnswer =>
  ({ status, headers, body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)) })
const batchOf = (headers: Readonly<Record<string, string>>) => ({
  kind: headers['mimamori-kind'] as 'report' | 'logs',
  stream: headers['mimamori-stream']!,
  sequence: Number(headers['mimamori-sequence'])
})
const report = batchOf(exchanges['first-report']!.request.headers)

describe('the golden exchanges', () => {
  test.each([
    ['first-report', 'acknowledged'],
    ['report-again', 'acknowledged'],
    ['goodbye', 'acknowledged'],
    ['logs', 'acknowledged'],
    ['logs-again', 'acknowledged'],
    ['registry-empty', 'retry'],
    ['key-required', 'refused'],
    ['key-invalid', 'refused'],
    ['retired', 'refused'],
    ['id-mismatch', 'refused'],
    ['bad-envelope', 'rejected'],
    ['bad-logs', 'rejected'],
    ['bad-report', 'rejected']
  ])('%s is read as %s', (name, kind) => {
    const { request, answer } = exchanges[name]!
    expect(readOutcome(batchOf(request.headers), overTheWire(answer)).kind).toBe(kind)
  })

  test('an acknowledgement carries the wanted interval', () => {
    expect(readOutcome(report, overTheWire(exchanges['first-report']!.answer))).toMatchObject({
      answer: { intervalSeconds: 60, accepted: 5 }
    })
  })

  test('a collector without devices says when to come back', () => {
    expect(readOutcome(report, overTheWire(exchanges['registry-empty']!.answer))).toMatchObject({ waitMs: 60_000 })
  })

  test('a rejection says which header or field is wrong', () => {
    expect(readOutcome(report, overTheWire(exchanges['bad-envelope']!.answer))).toMatchObject({
      reason: expect.stringContaining('mimamori-sequence: expected a sequence from 1')
    })
  })
})

describe('the golden answers', () => {
  test.each([
    ['too-large', { kind: 'too-large' }],
    ['proxy-too-large', { kind: 'too-large' }],
    ['rate-limited', { kind: 'retry', waitMs: 12_000 }],
    ['overloaded', { kind: 'retry', waitMs: 5000 }],
    ['storage-unavailable', { kind: 'retry', waitMs: 60_000 }],
    ['proxy-bad-gateway', { kind: 'retry', waitMs: 30_000 }],
    ['internal', { kind: 'retry' }],
    ['portal', { kind: 'refused', code: 'NOT_OUR_COLLECTOR' }],
    ['redirect', { kind: 'refused', code: 'NOT_OUR_COLLECTOR' }],
    ['proxy-bad-request', { kind: 'refused', code: 'NOT_OUR_COLLECTOR' }],
    ['method-not-allowed', { kind: 'refused', code: 'NOT_OUR_COLLECTOR' }],
    ['route-not-found', { kind: 'refused', code: 'ROUTE_NOT_FOUND' }]
  ])('%s is read as %o', (name, expected) => {
    expect(readOutcome(report, overTheWire(answers[name]!.answer))).toMatchObject(expected)
  })
})

test.each([
  ['LOG_QUEUE_FULL', 503],
  ['SAMPLE_QUEUE_FULL', 503],
  ['TOO_MANY_LOG_BYTES', 429]
])('%s concerns batches of that kind only', (code, status) => {
  const answer = { ...answers['overloaded']!.answer, status, body: { requestId: 'r', code, message: 'later' } }
  expect(readOutcome(report, overTheWire(answer))).toMatchObject({ kind: 'full', waitMs: 5000 })
})

describe('an answer of 200', () => {
  const golden = exchanges['first-report']!.answer
  const changed = (change: object): HttpAnswer => overTheWire({ ...golden, body: { ...golden.body as object, ...change } })

  test('for another stream or kind is not for this batch', () => {
    expect(readOutcome(report, changed({ stream: 'x' })).kind).toBe('refused')
    expect(readOutcome(report, changed({ kind: 'logs' })).kind).toBe('refused')
  })

  test('that acknowledges less than was sent does not count as delivered', () => {
    expect(readOutcome({ ...report, sequence: 2 }, overTheWire(golden))).toMatchObject({ kind: 'retry' })
  })

  test.each([{ intervalSeconds: undefined }, { serverTimeMs: 'now' }, { rejected: {} }, { acknowledgedSequence: NaN }])(
    'with %o is not ours',
    (change) => {
      expect(readOutcome(report, changed(change))).toMatchObject({ kind: 'refused', code: 'NOT_OUR_COLLECTOR' })
    }
  )
})

describe('Retry-After', () => {
  test('as a date is counted from the answer’s own date, whatever the device’s clock says', () => {
    expect(parseRetryAfter({ 'retry-after': 'Thu, 01 Jan 1970 00:02:00 GMT', date: 'Thu, 01 Jan 1970 00:00:30 GMT' })).toBe(90_000)
  })

  test('in the past is no wait, and one that cannot be read is none at all', () => {
    expect(parseRetryAfter({ 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT', date: 'Thu, 01 Jan 1970 00:00:30 GMT' })).toBe(0)
    expect(parseRetryAfter({ 'retry-after': 'soon' })).toBeUndefined()
    expect(parseRetryAfter({ 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' })).toBeUndefined()
    expect(parseRetryAfter({})).toBeUndefined()
  })
})
