import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { acknowledgementRequest, alertNotification } from '../src/index.ts'

const golden = (name: string): { readonly alerts: readonly [Readonly<Record<string, unknown>>] } =>
  JSON.parse(readFileSync(new URL(`../fixtures/alerts/${name}.json`, import.meta.url), 'utf8')) as never
const issuesOf = (given: unknown): readonly string[] =>
  alertNotification.safeParse(given).error?.issues.map(({ path }) => path.join('/')) ?? []
const withAlert = (change: object): object => ({ ...golden('firing'), alerts: [{ ...golden('firing').alerts[0], ...change }] })

describe('a message of Alertmanager’s webhook', () => {
  test.each(['firing', 'resolved'])('is taken as it comes: %s', (name) => {
    expect(alertNotification.parse(golden(name))).toEqual(golden(name))
  })

  test('is taken with what a later version has besides, for the receivers that it is forwarded to', () => {
    const later = { ...golden('firing'), notificationReason: 'repeat' }
    expect(alertNotification.parse(later)).toEqual(later)
  })

  test('is taken from a contact point of Grafana, too, which calls it version 1 and has fields of its own besides', () => {
    const ofGrafana = { ...golden('firing'), version: '1', orgId: 1, title: '[FIRING:1]', state: 'alerting', message: '' }
    expect(alertNotification.parse(ofGrafana)).toEqual(ofGrafana)
    expect(issuesOf({ ...ofGrafana, version: '3' })).toEqual(['version'])
  })

  test.each(Object.keys(golden('firing')))('is refused without its published field %s', (field) => {
    expect(issuesOf(Object.fromEntries(Object.entries(golden('firing')).filter(([name]) => name !== field)))).toEqual([field])
  })

  test.each([
    ['a name', { labels: { severity: 'critical' } }, 'alerts/0/labels'],
    ['a start', { startsAt: 'soon' }, 'alerts/0/startsAt'],
    ['a fingerprint', { fingerprint: '../x' }, 'alerts/0/fingerprint'],
    [
      'an end to its labels',
      { labels: { alertname: 'x', ...Object.fromEntries(Array.from({ length: 64 }, (_, index) => [`l${index}`, ''])) } },
      'alerts/0/labels'
    ],
    ['an end to its texts', { annotations: { description: 'x'.repeat(16_385) } }, 'alerts/0/annotations/description']
  ])('is refused where an alert is without %s', (_what, change, path) => {
    expect(issuesOf(withAlert(change))).toEqual([path])
  })
})

test('an acknowledgement has one line, or none', () => {
  expect(acknowledgementRequest.parse({ note: ' cable ordered ' })).toEqual({ note: 'cable ordered' })
  expect(acknowledgementRequest.safeParse({}).success).toBe(true)
  expect(acknowledgementRequest.safeParse({ note: 'a\nb' }).success).toBe(false)
})
