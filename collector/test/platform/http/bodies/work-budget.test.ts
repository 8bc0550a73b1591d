import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { clockInTest, collectorInTest } from '../../../collector-in-test.ts'

const fleet = async () => {
  const clock = clockInTest(Date.UTC(2026, 10, 27))
  const collector = await collectorInTest({ clock })
  const [key, otherKey] = [await collector.enroll({ id: 'pi-hostile' }), await collector.enroll({ id: 'pi-honest' })]
  const send = (payload: string | Buffer, headers?: Readonly<Record<string, string>>) =>
    collector.sendBatch(key, payload, { 'mimamori-kind': 'logs', 'content-type': 'application/json', ...headers })
  return { ...collector, clock, otherKey, send }
}

describe('what the bodies of one device take to read', () => {
  it.each([
    ['large', `#${' '.repeat(4_000_000)}\n`, { 'mimamori-kind': 'report', 'content-type': 'text/plain' }, 9],
    [
      'packed',
      gzipSync(`{"items":[]}${Array.from({ length: 30_000 }, (_, i) => ' '.repeat(1 + (i % 61))).join('\n')}`),
      { 'content-encoding': 'gzip' },
      45
    ],
    ['packed to a bomb', gzipSync(Buffer.alloc(8_000_000)), { 'content-encoding': 'gzip' }, 40],
    ['of many values', `{"items":[${'1,'.repeat(15_000)}1]}`, {}, 45]
  ])('is bounded by the minute, also where they are refused: %s', async (_what, body, headers, atMost) => {
    const { send, otherKey, clock } = await fleet()
    let sent = 0
    let last = await send(body, headers)
    for (; last.statusCode !== 429 && sent <= atMost; sent++) last = await send(body, headers)
    expect(sent).toBeLessThanOrEqual(atMost)
    expect(last.json()).toMatchObject({ code: 'RATE_LIMITED' })
    expect((await send('a 1\n', { 'x-client-key': otherKey, 'mimamori-kind': 'report', 'content-type': 'text/plain' })).statusCode).toBe(
      200
    )
    clock.advance(1000 * Number(last.headers['retry-after']))
    expect((await send('a 1\n', { 'mimamori-kind': 'report', 'content-type': 'text/plain' })).statusCode).toBe(200)
  })
})

it('the description of the interface is made once', async () => {
  const { app } = await collectorInTest()
  const made = app.swagger
  let times = 0
  app.swagger = ((...options: Parameters<typeof made>) => {
    times++
    return made(...options)
  }) as typeof made
  const answers = [await app.inject('/openapi.json'), await app.inject('/openapi.json')]
  expect(answers[1]!.body).toBe(answers[0]!.body)
  expect(times).toBe(1)
})
