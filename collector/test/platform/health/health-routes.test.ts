import { expect, test } from 'vitest'
import { clockInTest, collectorInTest } from '../../collector-in-test.ts'

test('readiness names what is wrong and what to do, and liveness stays', async () => {
  const directory = (await collectorInTest({ clock: clockInTest(Date.UTC(2026, 10, 25)) }).then(async (first) => {
    await first.deps.clockGuard.confirm()
    await first.close()
    return first
  })).config.dataDir
  const { app } = await collectorInTest({ directory, clock: clockInTest(Date.UTC(1970, 0, 2)) })
  const ready = await app.inject('/readyz')
  expect(ready.statusCode).toBe(503)
  expect(ready.json()).toMatchObject({
    ready: false,
    reasons: [{ code: 'CLOCK_UNTRUSTED', message: expect.stringContaining('clock confirm') as string }]
  })
  expect((await app.inject('/healthz')).json()).toMatchObject({ ok: true })
})

test('readiness says to anyone whether somebody would be notified of alerts, and is not affected by it', async () => {
  const { app } = await collectorInTest({ clock: clockInTest(Date.UTC(2026, 10, 25)) })
  expect((await app.inject('/readyz')).json()).toMatchObject({ notificationProblem: 'no_alertmanager' })
})
