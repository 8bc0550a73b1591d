import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { directMessages } from '../../src/alerting/delivery/direct-messages.ts'
import { clockInTest, collectorInTest } from '../collector-in-test.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { goldenFiring } from './golden-alerts.ts'
import { goldenReceiver } from './golden-receivers.ts'

const nowMs = Date.parse('2026-11-25T09:00:00Z')

/** A real store, an Alertmanager that only counts, and its log. `before`: what it has counted at the first look. */
const arrange = async ({ before = {} }: { readonly before?: { readonly attempts?: number, readonly failures?: number } } = {}) => {
  const clock = clockInTest(nowMs)
  const { deps: { alerting: { alerts, receivers } } } = await collectorInTest({ clock })
  await receivers.add(goldenReceiver('chat'))
  const logFile = join(temporaryDirectory(), 'alertmanager.log')
  writeFileSync(logFile, '')
  const counters = { attempts: 0, failures: 0, givenUp: 0, ...before }
  const metrics = async () => `alertmanager_notification_requests_total{integration="slack",receiver_name="chat"} ${counters.attempts}
alertmanager_notification_requests_failed_total{integration="slack",receiver_name="chat"} ${counters.failures}
alertmanager_notifications_failed_total{integration="slack",reason="clientError",receiver_name="chat"} ${counters.givenUp}
`
  const noted: unknown[] = []
  const direct = directMessages({ client: { metrics }, logFile, receivers, alerts, noteMessage: async (_receiver, finding) => { noted.push(finding) }, clock, log: pino({ level: 'silent' }) })
  await direct.look()
  return {
    alerts, logFile, noted, receivers,
    send: () => alerts.accept(goldenFiring, { receiver: 'chat', isDelivered: false }),
    look: async (change: Partial<typeof counters>) => {
      Object.assign(counters, change)
      clock.advance(60_000)
      await direct.look()
    },
    notified: async () => (await alerts.list({ limit: 10 })).flatMap(({ view: { notified } }) => notified.map(({ firstAt, delivered }) => [firstAt, delivered]))
  }
}

test('a message that Alertmanager sends itself is notified once its counters say that it was taken', async () => {
  const { look, noted, notified, send } = await arrange()
  await send()
  expect(await notified()).toEqual([['2026-11-25T09:00:00.000Z', false]])
  await look({})
  expect([await notified(), noted]).toEqual([[['2026-11-25T09:00:00.000Z', false]], []])
  await look({ attempts: 1 })
  // Not when it was sent: a minute later it had not been taken.
  expect([await notified(), noted]).toEqual([[['2026-11-25T09:02:00.000Z', true]], [undefined]])
})

test('one that was refused is not, and its problem has the reason from Alertmanager’s log, until a later one is taken', async () => {
  const { logFile, look, noted, notified, send } = await arrange()
  await send()
  appendFileSync(logFile, String.raw`level=ERROR msg="Notify for alerts failed" err="chat/slack[0]: notify retry canceled due to unrecoverable error after 1 attempts: channel \"\": unexpected status code 404: no_service"` + '\n')
  await look({ attempts: 1, failures: 1, givenUp: 1 })
  expect(noted).toEqual([{ kind: 'notTaken', at: 'http://chat.factory.lan:8065', said: 'channel "": unexpected status code 404: no_service', cause: 'notFound' }])
  expect(await notified()).toEqual([['2026-11-25T09:00:00.000Z', false]])
  await send()
  await look({ attempts: 2 })
  expect([await notified(), noted[1]]).toEqual([[['2026-11-25T09:01:00.000Z', true]], undefined])
})

test('one that was tried again and taken counts as delivered', async () => {
  const { look, noted } = await arrange()
  await look({ attempts: 3, failures: 2 })
  expect(noted).toEqual([undefined])
})

test('where one was given up and another taken, the receiver takes messages, and which it took is not known', async () => {
  const { look, noted, notified, send } = await arrange()
  await look({ attempts: 3, failures: 3, givenUp: 1 })
  await send()
  await look({ attempts: 5, failures: 4, givenUp: 2 })
  expect(noted).toMatchObject([{ kind: 'notTaken' }, undefined])
  expect(noted).toHaveLength(2)
  expect(await notified()).toEqual([['2026-11-25T09:01:00.000Z', false]])
})

test('what was delivered before the first look, who knows when, is no message of now', async () => {
  const { look, noted } = await arrange({ before: { attempts: 5 } })
  expect(noted).toEqual([])
  await look({ attempts: 6 })
  expect(noted).toEqual([undefined])
})

test('counters that begin anew with Alertmanager are no failure and hide none', async () => {
  const { look, noted } = await arrange()
  await look({ attempts: 7, failures: 0 })
  await look({ attempts: 1, failures: 1, givenUp: 1 })
  expect(noted).toMatchObject([undefined, { kind: 'notTaken', cause: 'other' }])
})
