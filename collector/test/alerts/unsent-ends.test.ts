import { describe, expect, test } from 'vitest'
import { AlertmanagerRefusedError, AlertmanagerUnreachableError } from '../../src/alerts/alertmanager/alertmanager-client.ts'
import { startupMs } from '../../src/alerts/lifecycle/reconcile.ts'
import { goldenFiring, goldenResolved, goldenStart } from './golden-alerts.ts'
import { held, minuteMs, nowMs, pastStartup, reconcilerInTest, watchdog } from './reconciler-in-test.ts'

const { fingerprint, labels, annotations } = goldenFiring.alerts[0]!

describe('an end that Alertmanager did not send', () => {
  const ended = { labels, annotations, startsAt: goldenStart }
  /** These are notified of the alert, and nothing is heard of it then. */
  const arrangeNotified = async (...receivers: readonly string[]) => {
    const all = await reconcilerInTest()
    await all.look(pastStartup)
    for (const receiver of receivers) await all.alerts.accept(goldenFiring, { receiver, isDelivered: true })
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
    await alerts.accept(goldenResolved, { receiver: 'chat', isDelivered: true })
    await look(30)
    expect(alertmanager.given).toHaveLength(4)
    await alerts.accept(goldenResolved, { receiver: 'maintenance', isDelivered: true })
    await look(60)
    expect(alertmanager.given).toHaveLength(4)
  })

  test('is given to it again once a site has opened', async () => {
    const { alertmanager, look, registry } = await arrangeNotified('maintenance')
    registry.closedSites = ['north', 'south']
    await look(12)
    expect(alertmanager.given).toHaveLength(1)
    registry.closedSites = ['south']
    await look(2)
    expect(alertmanager.given).toHaveLength(2)
  })

  test('is given to it a minute later where it did not take it, and it counts as answering meanwhile', async () => {
    const { alertmanager, look, notSent, reconciler } = await arrangeNotified('maintenance')
    alertmanager.failing = new AlertmanagerUnreachableError('away')
    await look(11)
    expect(notSent).toEqual([alertmanager.failing])
    expect(reconciler.connection()).toEqual({ unknownSinceMs: undefined, hasWatchdog: true })
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
    expect(reconciler.connection().unknownSinceMs).toBeUndefined()
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
    expect(alertmanager.given).toEqual(
      expect.arrayContaining(
        ['maintenance', 'chat'].map((receiver) => ({
          labels: { ...labels, mimamori_late_end: receiver },
          annotations: { ...annotations, mimamori_fingerprint: fingerprint, mimamori_ends_at: endsAt },
          startsAt: goldenStart,
          endsAt: expect.stringMatching(/^2026-11-26T/)
        }))
      )
    )
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
