import { describe, expect, test } from 'vitest'
import { findNotificationProblem, undeliveredReceivers } from '../../src/alerts/notification-problem.ts'
import type { LastMessage } from '../../src/alerts/receivers/receivers.ts'
import { collectorInTest } from '../collector-in-test.ts'

const connection = { unknownSinceMs: undefined, hasWatchdog: true }
const receivers = [{ name: 'old', enabled: false }, { name: 'chat', enabled: true }, { name: 'mail', enabled: true }] as const
const notified = {
  connection, receivers, configuration: 'applied', isStarting: false, lastMessages: new Map<string, LastMessage>()
} as const

test('somebody is notified where Alertmanager answers, Prometheus sends to it, and a receiver is enabled', () => {
  expect(findNotificationProblem(notified)).toBeUndefined()
  expect(findNotificationProblem({ ...notified, configuration: 'by_hand' })).toBeUndefined()
})

test.each([
  ['no_alertmanager', { connection: undefined }],
  ['starting', { isStarting: true, connection: { unknownSinceMs: 1, hasWatchdog: false } }],
  ['alertmanager_silent', { connection: { unknownSinceMs: 1, hasWatchdog: false } }],
  ['prometheus_silent', { connection: { ...connection, hasWatchdog: false } }],
  ['configuration_refused', { configuration: 'refused' }],
  ['no_receiver', { receivers: [] }],
  ['receivers_disabled', { receivers: receivers.map(({ name }) => ({ name, enabled: false })) }]
] as const)('nobody is notified: %s', (reason, change) => {
  expect(findNotificationProblem({ ...notified, ...change })).toBe(reason)
})

describe('where messages fail', () => {
  const nowMs = Date.parse('2026-11-25T09:00:00Z')
  const message = (hoursAgo: number, problem?: LastMessage['problem']): LastMessage => ({ atMs: nowMs - hoursAgo * 3_600_000, problem })
  const delivered = (hoursAgo: number) => message(hoursAgo)
  const failed = (hoursAgo: number) => message(hoursAgo, { en: 'refused', ja: '拒否' })

  test.each<[what: string, last: Readonly<Record<string, LastMessage>>, problem: string | undefined, undelivered: readonly string[]]>([
    ['nobody is notified if that is so of all', { chat: failed(2), mail: failed(30) }, 'not_delivered', ['chat', 'mail']],
    ['nobody is notified if the others had no message', { chat: failed(0) }, 'not_delivered', ['chat']],
    [
      'nobody is notified if the others had none for more than a day before',
      { chat: failed(0), mail: delivered(25) },
      'not_delivered',
      ['chat']
    ],
    ['somebody is notified if another took one within the day before', { chat: failed(50), mail: delivered(73) }, undefined, ['chat']],
    ['somebody is notified if another took one since', { chat: failed(200), mail: delivered(1) }, undefined, ['chat']],
    ['that of a disabled receiver says nothing', { old: failed(0), chat: delivered(900) }, undefined, []]
  ])('%s', (_what, last, problem, undelivered) => {
    const known = { ...notified, lastMessages: new Map(Object.entries(last)) }
    expect([findNotificationProblem(known), undeliveredReceivers(known)]).toEqual([problem, undelivered])
  })
})

test('a collector without an Alertmanager says that nobody is notified', async () => {
  const { asAdmin } = await collectorInTest()
  expect((await asAdmin({ url: '/api/alerts/status' })).json()).toMatchObject({
    notificationProblem: 'no_alertmanager',
    unknownSince: null,
    receivers: 0,
    infoReceivers: 0,
    configuration: 'by_hand'
  })
  for (const [name, severities] of [
    ['phones', ['info']],
    ['chat', []]
  ] as const) {
    await asAdmin({
      method: 'POST',
      url: '/api/receivers',
      body: { name, language: 'en', channel: { type: 'webhook', url: 'http://192.168.10.5/alerts' }, severities }
    })
  }
  expect((await asAdmin({ url: '/api/alerts/status' })).json()).toMatchObject({ receivers: 2, infoReceivers: 1 })
})
