import { describe, expect, test } from 'vitest'
import { AlertmanagerUnreachableError } from '../../src/alerting/alertmanager/alertmanager-client.ts'
import type { HeldAlert } from '../../src/alerting/alertmanager/held-alerts.ts'
import { createReconciler, startupMs } from '../../src/alerting/alerts/reconcile.ts'
import { clockInTest, collectorInTest } from '../collector-in-test.ts'
import { goldenEnd, goldenFiring, goldenResolved } from './golden-alerts.ts'

const nowMs = Date.parse('2026-11-25T09:00:00Z')
const minuteMs = 60_000
const { fingerprint, labels, annotations, startsAt } = goldenFiring.alerts[0]!
const held = (change: Partial<HeldAlert> = {}): HeldAlert => ({ fingerprint, labels, annotations, startsAt, endsAt: '2026-11-25T09:04:00Z', status: { state: 'active' }, ...change })
const watchdog = held({ fingerprint: 'ffffffffffffffff', labels: { alertname: 'Watchdog' } })

/** A real store, and an Alertmanager that only says what it holds and when it started. */
const arrange = async () => {
  const clock = clockInTest(nowMs)
  const { deps: { alerting: { alerts } } } = await collectorInTest({ clock })
  const alertmanager = { holds: [] as readonly HeldAlert[], startedAt: '2026-11-25T00:00:00Z', isThere: true }
  const answer = <Answer>(of: Answer): Promise<Answer> => alertmanager.isThere ? Promise.resolve(of) : Promise.reject(new AlertmanagerUnreachableError('away'))
  const reconciler = createReconciler({ alerts, clock, client: { startedAt: () => answer(alertmanager.startedAt), heldAlerts: () => answer(alertmanager.holds) } })
  return {
    alerts, alertmanager, clock, reconciler,
    /** Looks so often, a minute after the other. */
    look: async (times = 1): Promise<void> => {
      for (let time = 0; time < times; time++) {
        await reconciler.look().catch(() => undefined)
        clock.advance(minuteMs)
      }
    },
    views: async () => (await alerts.list({ limit: 10 })).map(({ view }) => view)
  }
}
const pastStartup = startupMs / minuteMs

describe('what fires by the collector’s account', () => {
  test('ends where Alertmanager does not hold it twice in a row, at the time when it was first missed', async () => {
    const { alerts, look, views } = await arrange()
    await look(pastStartup)
    await alerts.accept(goldenFiring)
    await look()
    expect(await views()).toMatchObject([{ state: 'firing' }])
    await look()
    expect(await views()).toMatchObject([{ state: 'resolved', endsAt: '2026-11-25T09:05:00.000Z' }])
  })

  test('goes on while Alertmanager holds it, though nobody is told', async () => {
    const { alerts, alertmanager, look, views } = await arrange()
    await alerts.accept(goldenFiring)
    alertmanager.holds = [held({ status: { state: 'suppressed' } })]
    await look(pastStartup + 3)
    expect(await views()).toMatchObject([{ state: 'firing' }])
  })

  test('has the end that Alertmanager tells, where that comes before the second look', async () => {
    const { alerts, look, views } = await arrange()
    await look(pastStartup)
    await alerts.accept(goldenFiring)
    await look()
    await alerts.accept(goldenResolved)
    await look(2)
    expect(await views()).toMatchObject([{ state: 'resolved', endsAt: goldenEnd }])
  })

  test('does not end while Alertmanager does not answer, nor is a minute from before that one of two', async () => {
    const { alerts, alertmanager, look, views, reconciler } = await arrange()
    await look(pastStartup)
    await alerts.accept(goldenFiring)
    await look()
    alertmanager.isThere = false
    await look(3)
    expect(await views()).toMatchObject([{ state: 'firing' }])
    expect(reconciler.contact()).toEqual({ unknownSinceMs: nowMs + 6 * minuteMs, hasWatchdog: false })
    alertmanager.isThere = true
    await look()
    expect(await views()).toMatchObject([{ state: 'firing' }])
    expect(reconciler.contact().unknownSinceMs).toBeUndefined()
  })

  test('does not end while an Alertmanager that has just started has not heard of it again', async () => {
    const { alerts, alertmanager, look, views } = await arrange()
    await look(pastStartup)
    await alerts.accept(goldenFiring)
    alertmanager.startedAt = '2026-11-25T09:05:00Z'
    await look(pastStartup)
    expect(await views()).toMatchObject([{ state: 'firing' }])
    await look(2)
    expect(await views()).toMatchObject([{ state: 'resolved' }])
  })
})

describe('what Alertmanager holds', () => {
  test('is added where the collector has not heard of it, but for what nobody is told, tests and Watchdog', async () => {
    const { alertmanager, look, views, reconciler } = await arrange()
    alertmanager.holds = [
      held(), watchdog,
      held({ fingerprint: '1'.repeat(16), status: { state: 'suppressed' } }),
      held({ fingerprint: '2'.repeat(16), labels: { ...labels, mimamori_test: 'chat' } })
    ]
    await look()
    expect(await views()).toMatchObject([{ fingerprint, state: 'firing', startsAt, labels }])
    expect(reconciler.contact()).toEqual({ unknownSinceMs: undefined, hasWatchdog: true })
  })

  test('is not begun again where its end is heard meanwhile', async () => {
    const { alerts, alertmanager, look, views } = await arrange()
    await alerts.accept(goldenFiring)
    await alerts.accept(goldenResolved)
    alertmanager.holds = [held()]
    await look()
    expect(await views()).toMatchObject([{ state: 'resolved', endsAt: goldenEnd }])
  })

  test('is added where it began after the one that ended', async () => {
    const { alerts, alertmanager, look, views } = await arrange()
    await alerts.accept(goldenResolved)
    alertmanager.holds = [held({ startsAt: '2026-11-25T08:00:00Z' })]
    await look()
    expect(await views()).toMatchObject([{ state: 'firing', startsAt: '2026-11-25T08:00:00.000Z' }, { state: 'resolved' }])
  })
})
