import { expect, test } from 'vitest'
import { applyLoad } from './load.ts'

test('what is refused with Retry-After is sent again until it is taken, and each refusal is counted', async () => {
  let tries = 0
  const outcome = await applyLoad(
    [async () => (++tries < 3 ? { status: 503, retryAfterSeconds: 0.001 } : undefined), async () => undefined],
    0
  )
  expect(outcome.refusals).toEqual({ 503: 2 })
  expect(outcome.latencies).toHaveLength(2)
})

test('what is refused for good is sent once and has no latency', async () => {
  const outcome = await applyLoad([async () => ({ status: 400 })], 0)
  expect(outcome).toMatchObject({ refusals: { 400: 1 }, latencies: [] })
})
