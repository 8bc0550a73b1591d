import { describe, expect, test } from 'vitest'
import type { PostedAlert } from '../../src/alerts/alertmanager/alertmanager-client.ts'
import type { AlertmanagerAlert } from '../../src/alerts/alertmanager/alertmanager-api.ts'
import { aliveAnnotation } from '../../src/alerts/lifecycle/evaluate-alert.ts'
import { goldenFiring } from './golden-alerts.ts'
import { held, minuteMs, nowMs, pastStartup, reconcilerInTest, watchdog } from './reconciler-in-test.ts'

const { labels, annotations, startsAt } = goldenFiring.alerts[0]!
const at = (minutes: number): string => new Date(nowMs + minutes * minuteMs).toISOString()
const generatorURL = 'http://prometheus/graph'
/** As Prometheus, which then hangs, last sent them. */
const lastSent = { updatedAt: at(0), endsAt: at(8) }
const hung = [{ ...watchdog, ...lastSent }, held({ generatorURL, ...lastSent })] as const
const keptSince = (minutes: number) => ({ labels, startsAt, annotations: { ...annotations, [aliveAnnotation]: at(minutes) } })
/** What Alertmanager then holds. */
const asHeld = ({ endsAt = '', annotations: all }: PostedAlert, minutes: number): AlertmanagerAlert =>
  held({ generatorURL, annotations: all, updatedAt: at(minutes), endsAt })
const rule = { name: labels['alertname']!, forMs: 15 * minuteMs, active: [] }

const arrange = async () => {
  const all = await reconcilerInTest()
  const { alertmanager: { given }, clock, look } = all
  return {
    ...all,
    /** What was given since the last call, but for alerts of the collector's own. */
    kept: () => given.splice(0).filter((alert) => alert.labels['alertname'] !== 'WatchingStopped'),
    told: () => given.splice(0).filter((alert) => alert.labels['alertname'] === 'WatchingStopped'),
    lookAt: async (minutes: number) => {
      clock.advance(minutes * minuteMs - (clock.nowMs() - nowMs))
      await look()
    }
  }
}

describe('what fires', () => {
  test('is given to Alertmanager again before it takes it for ended, and again, while Prometheus hangs', async () => {
    const { alertmanager, kept, lookAt } = await arrange()
    alertmanager.holds = hung
    await lookAt(4)
    expect(kept()).toEqual([])
    await lookAt(5)
    const [first] = kept() as [PostedAlert]
    expect(first).toEqual({ ...keptSince(5), endsAt: at(15), generatorURL })
    alertmanager.holds = [asHeld(first, 5)]
    await lookAt(10)
    expect(kept()).toEqual([])
    await lookAt(11)
    expect(kept()).toEqual([{ ...keptSince(5), endsAt: at(21), generatorURL }])
  })

  test('is Prometheus’ own matter once it sends it again', async () => {
    const { alertmanager, kept, lookAt } = await arrange()
    alertmanager.holds = hung
    await lookAt(5)
    expect(kept()).toHaveLength(1)
    alertmanager.holds = [watchdog, held()]
    await lookAt(60)
    expect(kept()).toEqual([])
  })

  test('and that Alertmanager has forgotten is given to it from what the collector has stored, and to no other', async () => {
    const { alerts, alertmanager, kept, lookAt } = await arrange()
    alertmanager.startedAt = at(-1)
    alertmanager.holds = [watchdog]
    await alerts.accept(goldenFiring)
    await lookAt(0)
    expect(kept()).toEqual([{ ...keptSince(0), startsAt: new Date(startsAt).toISOString(), endsAt: at(10) }])
    alertmanager.startedAt = '2026-11-25T00:00:00Z'
    await lookAt(1)
    expect(kept()).toHaveLength(1)
    await lookAt(1 + pastStartup)
    expect(kept()).toEqual([])
  })

  test('ends once a Prometheus that has forgotten it has evaluated for as long as its rule waits and some minutes, ' +
    'while the device reports', async () => {
    const { alertmanager, kept, lookAt, prometheus } = await arrange()
    const of = (annotationsNow: object): AlertmanagerAlert => held({ annotations: { ...annotations, ...annotationsNow } })
    prometheus.rules = [rule]
    prometheus.unseen = [labels['device']!]
    alertmanager.holds = [watchdog, of({ [aliveAnnotation]: at(0) })]
    await lookAt(60)
    prometheus.unseen = []
    await lookAt(61)
    prometheus.unseen = [labels['device']!]
    await lookAt(62)
    prometheus.unseen = []
    await lookAt(63)
    await lookAt(82)
    expect(kept()).toEqual([])
    await lookAt(83)
    expect(kept()).toEqual([{ labels, annotations, startsAt, endsAt: at(83) }])
  })

  test.each([
    ['is pending or fires at Prometheus', { ...rule, active: [labels] }],
    ['has a rule that waits for longer', { ...rule, forMs: 86_400_000 }]
  ])('does not end where it %s', async (_, of) => {
    const { alertmanager, kept, lookAt, prometheus } = await arrange()
    prometheus.rules = [of]
    alertmanager.holds = [watchdog, held({ annotations: { ...annotations, [aliveAnnotation]: at(0) } })]
    for (const minutes of [0, 60, 120]) await lookAt(minutes)
    expect(kept()).toEqual([])
  })

  test('but tests, late ends and the collector’s own alert are not kept', async () => {
    const { alertmanager, kept, lookAt } = await arrange()
    const stale = { updatedAt: at(-10), endsAt: at(8) }
    const others = [{ mimamori_test: 'chat' }, { mimamori_late_end: 'chat' }, { alertname: 'WatchingStopped' }]
    alertmanager.holds = others.map((more) => held({ labels: { ...labels, ...more }, ...stale }))
    await lookAt(0)
    expect(kept()).toEqual([])
  })
})

describe('that watching has stopped', () => {
  const stopped = { labels: { alertname: 'WatchingStopped', severity: 'critical' }, startsAt: at(0) }
  const asTold = (minutes: number): AlertmanagerAlert =>
    held({ ...stopped, fingerprint: '7'.repeat(16), updatedAt: at(minutes), endsAt: at(minutes + 10) })

  test('is told after ten minutes, with since when in each language, again while it lasts, and so is that it goes on', async () => {
    const { alertmanager, lookAt, told } = await arrange()
    alertmanager.holds = hung
    for (const minutes of [0, 3, 9]) await lookAt(minutes)
    expect(told()).toEqual([])
    alertmanager.holds = []
    await lookAt(10)
    const [first] = told() as [PostedAlert]
    expect(first).toMatchObject({
      ...stopped, endsAt: at(20), annotations: { runbook_url: 'http://192.168.10.2:8080/admin/runbook/WatchingStopped' }
    })
    expect(first.annotations['description']).toContain('since 25 Nov 2026, 18:00:00 GMT+9.')
    expect(first.annotations['description_ja']).toMatch(/^2026\/11\/25 18:00:00 JST から/)
    alertmanager.holds = [asTold(10)]
    await lookAt(15)
    expect(told()).toEqual([])
    await lookAt(16)
    expect(told()).toMatchObject([{ ...stopped, endsAt: at(26) }])
    alertmanager.holds = [watchdog, asTold(16)]
    await lookAt(21)
    expect(told()).toMatchObject([{
      ...stopped, endsAt: at(21), annotations: {
        end_description: expect.stringContaining('not watching from 18:00 to 18:20 GMT+9:'),
        end_description_ja: expect.stringContaining('18:00 から 18:20 JST まで')
      }
    }])
  })

  test('is told, too, if the clock was set back, until when Prometheus sends nothing again', async () => {
    const { alertmanager, lookAt, told } = await arrange()
    await lookAt(0)
    alertmanager.holds = [{ ...watchdog, updatedAt: at(120), endsAt: at(128) }]
    for (const minutes of [1, 9]) await lookAt(minutes)
    expect(told()).toEqual([])
    await lookAt(10)
    expect(told()).toMatchObject([{ startsAt: at(-1), endsAt: at(20) }])
  })

  test('is not told while Alertmanager does not answer, nor soon after', async () => {
    const { alertmanager, lookAt, told } = await arrange()
    alertmanager.holds = hung
    await lookAt(0)
    alertmanager.isThere = false
    await lookAt(30)
    Object.assign(alertmanager, { isThere: true, holds: [] })
    for (const minutes of [31, 40]) await lookAt(minutes)
    expect(told()).toEqual([])
    await lookAt(41)
    expect(told()).toMatchObject([stopped])
  })

  test('is told on by a collector that has just started, since the time that Alertmanager has', async () => {
    const { alertmanager, lookAt, told } = await arrange()
    alertmanager.holds = [asTold(0)]
    await lookAt(6)
    expect(told()).toMatchObject([{ ...stopped, endsAt: at(16) }])
  })
})
