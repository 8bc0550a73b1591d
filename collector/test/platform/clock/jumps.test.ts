import { expect, test } from 'vitest'
import { collectorInTest } from '../../collector-in-test.ts'

const startMs = Date.parse('2026-11-25T09:00:00Z')
const minuteMs = 60_000
const hourMs = 3_600_000

test.each([
  ['13 hours ahead', 13 * hourMs],
  ['to 2036', Date.parse('2036-01-01') - startMs],
  ['ahead by 90 s', 90_000],
  ['two hours back', -2 * hourMs],
  ['back to 1970', -startMs]
])(
  'a clock that is set %s makes no device that was heard before quieter than it is, and none is called silent for it',
  async (_, stepMs) => {
    let [elapsedMs, setMs] = [0, 0]
    const clock = { nowMs: () => startMs + elapsedMs + setMs, monotonicMs: () => elapsedMs }
    const {
      app,
      enroll,
      page,
      deps: { clockGuard }
    } = await collectorInTest({ clock })
    await clockGuard.confirm()
    const keys = new Map<string, string>()
    for (const id of ['reporting', 'late']) keys.set(id, await enroll({ id }))
    const report = (id: string) =>
      app.inject({
        method: 'POST',
        url: '/api/clients/status',
        headers: { 'x-client-key': keys.get(id)! },
        body: { clientId: id, hostname: id, ipAddress: '192.0.2.31', cpuUsage: 5, memoryUsage: 40, diskUsage: 50 }
      })
    await report('late')
    const ages = async (): Promise<unknown> =>
      Object.fromEntries(
        [...(await page('/metrics/inventory')).matchAll(/^mimamori_device_last_seen\w+\{device="(\w+)".* (\S+)$/gm)].map(
          ([, id, seconds]) => [id, Math.round(clock.nowMs() / 1000 - Number(seconds))]
        )
      )
    const pass = async (minutes: number): Promise<void> => {
      for (let minute = 0; minute < minutes; minute++) {
        elapsedMs += minuteMs
        expect((await report('reporting')).statusCode).toBe(200)
      }
    }
    await pass(30)
    expect(await ages()).toEqual({ reporting: 0, late: 1800 })
    setMs = stepMs
    await pass(5)
    expect(await ages()).toEqual({ reporting: 0, late: 2100 })
    expect(await page('/metrics/inventory')).not.toMatch(/^mimamori_device_freshness\{.*freshness="silent".* 1$/m)
  }
)
