import { expect, test } from 'vitest'
import { findNotificationProblem } from '../../src/alerting/notification-problem.ts'
import { collectorInTest } from '../collector-in-test.ts'

const connection = { unknownSinceMs: undefined, hasWatchdog: true }
const notified = { connection, receivers: [{ enabled: false }, { enabled: true }], configuration: 'applied' } as const

test('somebody is notified where Alertmanager answers, Prometheus sends to it, and a receiver is enabled', () => {
  expect(findNotificationProblem(notified)).toBeUndefined()
  expect(findNotificationProblem({ ...notified, configuration: 'by_hand' })).toBeUndefined()
})

test.each([
  ['no_alertmanager', { connection: undefined }],
  ['alertmanager_silent', { connection: { unknownSinceMs: 1, hasWatchdog: false } }],
  ['prometheus_silent', { connection: { ...connection, hasWatchdog: false } }],
  ['configuration_refused', { configuration: 'refused' }],
  ['no_receiver', { receivers: [] }],
  ['receivers_disabled', { receivers: [{ enabled: false }, { enabled: false }] }]
] as const)('nobody is notified: %s', (reason, change) => {
  expect(findNotificationProblem({ ...notified, ...change })).toBe(reason)
})

test('a collector without an Alertmanager says that nobody is notified', async () => {
  const { asAdmin } = await collectorInTest()
  expect((await asAdmin({ url: '/api/alerts/status' })).json()).toMatchObject({ notificationProblem: 'no_alertmanager', unknownSince: null, receivers: 0, infoReceivers: 0, configuration: 'by_hand' })
  for (const [name, severities] of [['phones', ['info']], ['chat', []]] as const) await asAdmin({ method: 'POST', url: '/api/receivers', body: { name, language: 'en', channel: { type: 'webhook', url: 'http://192.168.10.5/alerts' }, severities } })
  expect((await asAdmin({ url: '/api/alerts/status' })).json()).toMatchObject({ receivers: 2, infoReceivers: 1 })
})
