import { expect, test } from 'vitest'
import { untoldReason } from '../../src/alerting/untold.ts'
import { collectorInTest } from '../collector-in-test.ts'

const contact = { unknownSinceMs: undefined, hasWatchdog: true }
const told = { contact, receivers: [{ enabled: false }, { enabled: true }], configuration: 'applied' } as const

test('somebody is told where Alertmanager answers, Prometheus sends to it, and a receiver is enabled', () => {
  expect(untoldReason(told)).toBeUndefined()
  expect(untoldReason({ ...told, configuration: 'by_hand' })).toBeUndefined()
})

test.each([
  ['no_alertmanager', { contact: undefined }],
  ['alertmanager_silent', { contact: { unknownSinceMs: 1, hasWatchdog: false } }],
  ['prometheus_silent', { contact: { ...contact, hasWatchdog: false } }],
  ['configuration_refused', { configuration: 'refused' }],
  ['no_receiver', { receivers: [{ enabled: false }] }]
] as const)('nobody is told: %s', (reason, change) => {
  expect(untoldReason({ ...told, ...change })).toBe(reason)
})

test('a collector without an Alertmanager says that nobody is told', async () => {
  const { asAdmin } = await collectorInTest()
  expect((await asAdmin({ url: '/api/alerts/status' })).json()).toMatchObject({ untold: 'no_alertmanager', unknownSince: null, receivers: 0, configuration: 'by_hand' })
})
