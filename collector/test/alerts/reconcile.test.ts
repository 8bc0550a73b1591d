import { describe, expect, test } from 'vitest'
import { startupMs } from '../../src/alerts/lifecycle/reconcile.ts'
import { goldenEnd, goldenFiring, goldenResolved } from './golden-alerts.ts'
import { held, minuteMs, nowMs, pastStartup, reconcilerInTest, suppressed, watchdog } from './reconciler-in-test.ts'

const { fingerprint, labels, startsAt } = goldenFiring.alerts[0]!

describe('what fires by the collector’s account', () => {
  test('ends where Alertmanager does not hold it twice in a row, at the time when it was first missed', async () => {
    const { alerts, look, views } = await reconcilerInTest()
    await look(pastStartup)
    await alerts.accept(goldenFiring)
    await look()
    expect(await views()).toMatchObject([{ state: 'firing' }])
    await look()
    expect(await views()).toMatchObject([{ state: 'resolved', endsAt: new Date(nowMs + startupMs).toISOString() }])
  })

  test('goes on while Alertmanager holds it, though nobody is notified', async () => {
    const { alerts, alertmanager, look, views } = await reconcilerInTest()
    await alerts.accept(goldenFiring)
    alertmanager.holds = [watchdog, held({ status: suppressed({ inhibitedBy: ['1'.repeat(16)] }) })]
    await look(pastStartup + 3)
    expect(await views()).toMatchObject([{ state: 'firing' }])
  })

  test('has the end that Alertmanager reports, where that comes before the second look', async () => {
    const { alerts, look, views } = await reconcilerInTest()
    await look(pastStartup)
    await alerts.accept(goldenFiring)
    await look()
    await alerts.accept(goldenResolved)
    await look(2)
    expect(await views()).toMatchObject([{ state: 'resolved', endsAt: goldenEnd }])
  })

  test('does not end while Alertmanager does not answer, nor is a minute from before that one of two', async () => {
    const { alerts, alertmanager, look, views, reconciler } = await reconcilerInTest()
    await look(pastStartup)
    await alerts.accept(goldenFiring)
    await look()
    alertmanager.isThere = false
    await look(3)
    expect(await views()).toMatchObject([{ state: 'firing' }])
    expect(reconciler.connection()).toEqual({ unknownSinceMs: nowMs + startupMs + minuteMs, hasWatchdog: false })
    alertmanager.isThere = true
    await look()
    expect(await views()).toMatchObject([{ state: 'firing' }])
    expect(reconciler.connection().unknownSinceMs).toBeUndefined()
  })

  test('is starting for five minutes, until Prometheus is heard from, and not again when it falls silent', async () => {
    const late = await reconcilerInTest()
    late.alertmanager.isThere = false
    await late.look(4)
    expect(late.reconciler.isStarting()).toBe(true)
    await late.look()
    expect(late.reconciler.isStarting()).toBe(false)
    const { alertmanager, look, reconciler } = await reconcilerInTest()
    alertmanager.holds = []
    await look()
    expect(reconciler.isStarting()).toBe(true)
    alertmanager.holds = [watchdog]
    await look()
    alertmanager.holds = []
    await look()
    expect([reconciler.isStarting(), reconciler.connection().hasWatchdog]).toEqual([false, false])
  })

  test('hears nothing from Prometheus once two of its messages did not come, long before Alertmanager takes Watchdog for ended', async () => {
    const { alertmanager, clock, look, reconciler } = await reconcilerInTest()
    alertmanager.holds = [{ ...watchdog, updatedAt: new Date(nowMs).toISOString(), endsAt: new Date(nowMs + 8 * minuteMs).toISOString() }]
    await look(5)
    expect(reconciler.connection().hasWatchdog).toBe(true)
    await look()
    expect([clock.nowMs() - nowMs, reconciler.connection().hasWatchdog]).toEqual([6 * minuteMs, false])
  })

  test('does not end while an Alertmanager that has just started has not heard of it again', async () => {
    const { alerts, alertmanager, look, views } = await reconcilerInTest()
    await look(pastStartup)
    await alerts.accept(goldenFiring)
    alertmanager.startedAt = '2026-11-25T09:05:00Z'
    await look(pastStartup)
    expect(await views()).toMatchObject([{ state: 'firing' }])
    await look(2)
    expect(await views()).toMatchObject([{ state: 'resolved' }])
  })

  test('does not end while Prometheus sends nothing, nor before one that is back has sent what fires', async () => {
    const { alerts, alertmanager, look, views } = await reconcilerInTest()
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

describe('what Alertmanager holds', () => {
  test('is added where the collector has not heard of it, but for what another alert inhibits, tests, late ends and Watchdog', async () => {
    const { alertmanager, look, views, reconciler } = await reconcilerInTest()
    alertmanager.holds = [
      held(), watchdog,
      held({ fingerprint: '1'.repeat(16), status: suppressed({ inhibitedBy: [fingerprint] }) }),
      held({ fingerprint: '2'.repeat(16), labels: { ...labels, mimamori_test: 'chat' } }),
      held({ fingerprint: '3'.repeat(16), labels: { ...labels, mimamori_late_end: 'chat' } })
    ]
    await look()
    expect(await views()).toMatchObject([{ fingerprint, state: 'firing', startsAt, labels }])
    expect(reconciler.connection()).toEqual({ unknownSinceMs: undefined, hasWatchdog: true })
  })

  test('is added where it is silenced from its start, with who silenced it until when', async () => {
    const { alertmanager, look, reconciler, views } = await reconcilerInTest()
    alertmanager.holds = [watchdog, held({ status: suppressed({ silencedBy: ['s1'] }) })]
    await look()
    expect(await views()).toMatchObject([{ fingerprint, state: 'firing' }])
    expect(reconciler.suppressions()).toEqual(
      new Map([
        [fingerprint, { silencedBy: [{ id: 's1', by: '田中', until: '2026-11-25T18:00:00.000Z', reason: 'power work' }], inhibitedBy: [] }]
      ])
    )
  })

  test('is suppressed as long as Alertmanager says so, and names the alert that inhibits it', async () => {
    const { alertmanager, look, reconciler } = await reconcilerInTest()
    const site = held({ fingerprint: '1'.repeat(16), labels: { alertname: 'SiteSilent', site: 'north' } })
    alertmanager.holds = [watchdog, site, held({ status: suppressed({ inhibitedBy: [site.fingerprint] }) })]
    await look()
    expect([...reconciler.suppressions()]).toEqual([
      [fingerprint, { silencedBy: [], inhibitedBy: [{ fingerprint: site.fingerprint, name: 'SiteSilent', device: null, site: 'north' }] }]
    ])
    alertmanager.isThere = false
    await look()
    expect(reconciler.suppressions().size).toBe(0)
    alertmanager.isThere = true
    alertmanager.holds = [watchdog, held()]
    await look()
    expect(reconciler.suppressions().size).toBe(0)
  })

  test('is not begun again where its end is heard meanwhile', async () => {
    const { alerts, alertmanager, look, views } = await reconcilerInTest()
    await alerts.accept(goldenFiring)
    await alerts.accept(goldenResolved)
    alertmanager.holds = [held()]
    await look()
    expect(await views()).toMatchObject([{ state: 'resolved', endsAt: goldenEnd }])
  })

  test('is added where it began after the one that ended', async () => {
    const { alerts, alertmanager, look, views } = await reconcilerInTest()
    await alerts.accept(goldenResolved)
    alertmanager.holds = [held({ startsAt: '2026-11-25T08:00:00Z' })]
    await look()
    expect(await views()).toMatchObject([{ state: 'firing', startsAt: '2026-11-25T08:00:00.000Z' }, { state: 'resolved' }])
  })
})
