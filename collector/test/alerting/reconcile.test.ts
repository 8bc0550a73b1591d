import { describe, expect, test } from 'vitest'
import { AlertmanagerRefusedError, AlertmanagerUnreachableError, type PostedAlert } from '../../src/alerting/alertmanager/alertmanager-client.ts'
import type { HeldAlert } from '../../src/alerting/alertmanager/held-alerts.ts'
import type { HeldSilence } from '../../src/alerting/alertmanager/held-silences.ts'
import { createReconciler, startupMs } from '../../src/alerting/alerts/reconcile.ts'
import { clockInTest, collectorInTest } from '../collector-in-test.ts'
import { goldenEnd, goldenFiring, goldenResolved, goldenStart } from './golden-alerts.ts'

const nowMs = Date.parse('2026-11-25T09:00:00Z')
const minuteMs = 60_000
const { fingerprint, labels, annotations, startsAt } = goldenFiring.alerts[0]!
const active: HeldAlert['status'] = { state: 'active', silencedBy: [], inhibitedBy: [] }
const suppressed = (by: Partial<HeldAlert['status']>): HeldAlert['status'] => ({ ...active, state: 'suppressed', ...by })
const silence: HeldSilence = { id: 's1', status: { state: 'active' }, matchers: [], startsAt: '2026-11-25T08:00:00Z', endsAt: '2026-11-25T18:00:00Z', createdBy: '田中', comment: 'power work' }
const held = (change: Partial<HeldAlert> = {}): HeldAlert => ({ fingerprint, labels, annotations, startsAt, endsAt: '2026-11-25T09:04:00Z', status: active, ...change })
const watchdog = held({ fingerprint: 'ffffffffffffffff', labels: { alertname: 'Watchdog' } })

/** A real store, and an Alertmanager that only says what it holds and when it started, and keeps what it is given. */
const arrange = async () => {
  const clock = clockInTest(nowMs)
  const { deps: { alerting: { alerts } } } = await collectorInTest({ clock })
  const alertmanager = { holds: [watchdog] as readonly HeldAlert[], silences: [silence], given: [] as PostedAlert[], startedAt: '2026-11-25T00:00:00Z', isThere: true, failing: undefined as Error | undefined }
  const notSent: unknown[] = []
  const answer = <Answer>(of: Answer): Promise<Answer> => alertmanager.isThere ? Promise.resolve(of) : Promise.reject(new AlertmanagerUnreachableError('away'))
  const reconciler = createReconciler({
    alerts, clock, receivers: () => ['maintenance', 'chat'].map((name) => ({ name, repeatSeconds: {} })), onEndsNotSent: (error) => { notSent.push(error) },
    client: {
      startedAt: () => answer(alertmanager.startedAt),
      heldAlerts: () => answer(alertmanager.holds),
      silences: () => answer(alertmanager.silences),
      postAlerts: async (given) => {
        if (alertmanager.failing) throw alertmanager.failing
        alertmanager.given.push(...await answer(given))
      }
    }
  })
  return {
    alerts, alertmanager, clock, notSent, reconciler,
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
    expect(await views()).toMatchObject([{ state: 'resolved', endsAt: new Date(nowMs + startupMs).toISOString() }])
  })

  test('goes on while Alertmanager holds it, though nobody is told', async () => {
    const { alerts, alertmanager, look, views } = await arrange()
    await alerts.accept(goldenFiring)
    alertmanager.holds = [watchdog, held({ status: suppressed({ inhibitedBy: ['1'.repeat(16)] }) })]
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
    expect(reconciler.contact()).toEqual({ unknownSinceMs: nowMs + startupMs + minuteMs, hasWatchdog: false })
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

  test('does not end while Prometheus sends nothing, nor before one that is back has told what fires', async () => {
    const { alerts, alertmanager, look, views } = await arrange()
    await look(pastStartup)
    await alerts.accept(goldenFiring)
    alertmanager.holds = []
    await look(pastStartup + 2)
    alertmanager.holds = [watchdog]
    await look(pastStartup)
    expect(await views()).toMatchObject([{ state: 'firing' }])
    await look(2)
    expect(await views()).toMatchObject([{ state: 'resolved' }])
  })
})

describe('an end that Alertmanager did not send', () => {
  const ended = { labels, annotations, startsAt: goldenStart }
  /** These are notified of the alert, and nothing is heard of it then. */
  const arrangeNotified = async (...receivers: readonly string[]) => {
    const all = await arrange()
    await all.look(pastStartup)
    for (const receiver of receivers) await all.alerts.accept(goldenFiring, receiver)
    return all
  }

  test('is given to it once it had the time to send it, for those who were notified of the alert', async () => {
    const { alertmanager, look } = await arrangeNotified('maintenance')
    await look(10)
    expect(alertmanager.given).toEqual([])
    await look()
    expect(alertmanager.given).toEqual([{ ...ended, endsAt: new Date(nowMs + startupMs).toISOString() }])
  })

  test('is given to it again each half hour, as quiet hours may last, until all have heard it', async () => {
    const { alerts, alertmanager, look } = await arrangeNotified('maintenance', 'chat')
    await look(11 + 60)
    expect(alertmanager.given).toHaveLength(3)
    await alerts.accept(goldenResolved, 'chat')
    await look(30)
    expect(alertmanager.given).toHaveLength(4)
    await alerts.accept(goldenResolved, 'maintenance')
    await look(60)
    expect(alertmanager.given).toHaveLength(4)
  })

  test('is given to it a minute later where it did not take it, and it counts as answering meanwhile', async () => {
    const { alertmanager, look, notSent, reconciler } = await arrangeNotified('maintenance')
    alertmanager.failing = new AlertmanagerUnreachableError('away')
    await look(11)
    expect(notSent).toEqual([alertmanager.failing])
    expect(reconciler.contact()).toEqual({ unknownSinceMs: undefined, hasWatchdog: true })
    alertmanager.failing = undefined
    await look()
    expect(alertmanager.given).toHaveLength(1)
  })

  test('is given to it again after half an hour where it refused it, and other alerts end meanwhile', async () => {
    const { alerts, alertmanager, look, notSent, reconciler, views } = await arrangeNotified('maintenance')
    alertmanager.failing = new AlertmanagerRefusedError('bad annotations')
    await look(10)
    await alerts.accept({ ...goldenFiring, alerts: [{ ...goldenFiring.alerts[0]!, fingerprint: '3'.repeat(16) }] })
    await look(2)
    expect((await views()).map(({ state }) => state)).toEqual(['resolved', 'resolved'])
    expect(reconciler.contact().unknownSinceMs).toBeUndefined()
    await look(60)
    expect(notSent).toHaveLength(3)
  })

  test('is given to it as an alert of its own for each who was notified, once its log of notifications does not have the alert any more', async () => {
    const { alertmanager, clock, look } = await arrangeNotified('maintenance', 'chat')
    await look(11)
    const endsAt = new Date(nowMs + startupMs).toISOString()
    clock.advance(24 * 60 * minuteMs)
    alertmanager.given.length = 0
    await look(1)
    expect(alertmanager.given).toEqual([{ ...ended, endsAt }])
    await look(30)
    expect(alertmanager.given).toHaveLength(3)
    expect(alertmanager.given).toEqual(expect.arrayContaining(['maintenance', 'chat'].map((receiver) => ({
      labels: { ...labels, mimamori_late_end: receiver },
      annotations: { ...annotations, mimamori_fingerprint: fingerprint, mimamori_ends_at: endsAt },
      startsAt: goldenStart,
      endsAt: expect.stringMatching(/^2026-11-26T/)
    }))))
  })

  test('is given to it for two weeks', async () => {
    const { alertmanager, clock, look } = await arrangeNotified('maintenance')
    await look(11)
    clock.advance(13 * 24 * 60 * minuteMs)
    await look(1)
    const { length } = alertmanager.given
    expect(length).toBeGreaterThan(1)
    clock.advance(24 * 60 * minuteMs)
    await look(60)
    expect(alertmanager.given).toHaveLength(length)
  })

  test('is not given to it where nobody was notified, or who was is no receiver now', async () => {
    const { alertmanager, look, alerts } = await arrangeNotified('somebody')
    await alerts.accept(goldenFiring)
    await look(60)
    expect(alertmanager.given).toEqual([])
  })

  test('is not given to it where the alert fires again', async () => {
    const { alertmanager, look, views } = await arrangeNotified('maintenance')
    await look(3)
    expect(await views()).toMatchObject([{ state: 'resolved' }])
    alertmanager.holds = [watchdog, held({ startsAt: '2026-11-25T10:00:00Z' })]
    await look(60)
    expect(alertmanager.given).toEqual([])
  })
})

describe('what Alertmanager holds', () => {
  test('is added where the collector has not heard of it, but for what another alert inhibits, tests, late ends and Watchdog', async () => {
    const { alertmanager, look, views, reconciler } = await arrange()
    alertmanager.holds = [
      held(), watchdog,
      held({ fingerprint: '1'.repeat(16), status: suppressed({ inhibitedBy: [fingerprint] }) }),
      held({ fingerprint: '2'.repeat(16), labels: { ...labels, mimamori_test: 'chat' } }),
      held({ fingerprint: '3'.repeat(16), labels: { ...labels, mimamori_late_end: 'chat' } })
    ]
    await look()
    expect(await views()).toMatchObject([{ fingerprint, state: 'firing', startsAt, labels }])
    expect(reconciler.contact()).toEqual({ unknownSinceMs: undefined, hasWatchdog: true })
  })

  test('is added where it is silenced from its start, with who silenced it until when', async () => {
    const { alertmanager, look, reconciler, views } = await arrange()
    alertmanager.holds = [watchdog, held({ status: suppressed({ silencedBy: ['s1'] }) })]
    await look()
    expect(await views()).toMatchObject([{ fingerprint, state: 'firing' }])
    expect(reconciler.suppressions()).toEqual(new Map([[fingerprint, { silencedBy: [{ id: 's1', by: '田中', until: '2026-11-25T18:00:00.000Z', reason: 'power work' }], inhibitedBy: [] }]]))
  })

  test('is suppressed as long as Alertmanager says so, and names the alert that inhibits it', async () => {
    const { alertmanager, look, reconciler } = await arrange()
    const site = held({ fingerprint: '1'.repeat(16), labels: { alertname: 'SiteSilent', site: 'north' } })
    alertmanager.holds = [watchdog, site, held({ status: suppressed({ inhibitedBy: [site.fingerprint] }) })]
    await look()
    expect([...reconciler.suppressions()]).toEqual([[fingerprint, { silencedBy: [], inhibitedBy: [{ fingerprint: site.fingerprint, name: 'SiteSilent', device: null, site: 'north' }] }]])
    alertmanager.isThere = false
    await look()
    expect(reconciler.suppressions().size).toBe(0)
    alertmanager.isThere = true
    alertmanager.holds = [watchdog, held()]
    await look()
    expect(reconciler.suppressions().size).toBe(0)
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
