import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { failureIn, logLength, logSince } from '../../src/alerting/testing/failure-in-log.ts'
import { requestCounts } from '../../src/alerting/testing/request-counts.ts'
import { clockInTest, collectorInTest } from '../collector-in-test.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { goldenReceiver } from './golden-receivers.ts'
import { httpStandIn } from './stand-ins/http-stand-in.ts'

describe('how often Alertmanager tried', () => {
  test('is counted by receiver where its metrics have that', () => {
    const metrics = `# TYPE alertmanager_notification_requests_total counter
alertmanager_notification_requests_total{integration="slack",receiver_name="chat"} 7
alertmanager_notification_requests_total{integration="slack",receiver_name="chat/test"} 2
alertmanager_notification_requests_failed_total{integration="slack",receiver_name="chat/test"} 1
alertmanager_notification_requests_total{integration="email",receiver_name="chat/test"} 40
alertmanager_notifications_failed_total{integration="slack",reason="clientError",receiver_name="chat/test"} 1
alertmanager_notifications_failed_total{integration="slack",reason="other",receiver_name="chat"} 3
`
    expect(requestCounts(metrics, { integration: 'slack', receivers: ['chat/test'] })).toEqual({ attempts: 2, failures: 1, givenUp: 1 })
  })

  test('is else counted by integration, as every version does', () => {
    const metrics = 'alertmanager_notification_requests_total{integration="email"} 3\nalertmanager_notification_requests_failed_total{integration="email"} 0\n'
    expect(requestCounts(metrics, { integration: 'email', receivers: ['mail/test'] })).toEqual({ attempts: 3, failures: 0, givenUp: 0 })
  })
})

describe('the reason in Alertmanager’s log', () => {
  test.each([
    ['of 0.28, which will try again', String.raw`time=2026-11-28T05:00:00.000Z level=WARN source=notify.go:867 msg="Notify attempt failed, will retry later" component=dispatcher receiver=chat/test integration=slack[0] aggrGroup="{}/{}:{}" attempts=1 err="Post \"<redacted>\": dial tcp 127.0.0.1:9: connect: connection refused"`, 'Post "<redacted>": dial tcp 127.0.0.1:9: connect: connection refused'],
    ['of 0.28, which gave up', String.raw`time=2026-11-28T05:00:00.000Z level=ERROR source=dispatch.go:360 msg="Notify for alerts failed" component=dispatcher num_alerts=1 err="chat/test/slack[0]: notify retry canceled due to unrecoverable error after 1 attempts: channel \"\": unexpected status code 404: no_service"`, 'channel "": unexpected status code 404: no_service'],
    ['of 0.25', String.raw`ts=2026-11-28T05:00:00.000Z caller=notify.go:732 level=warn component=dispatcher receiver=chat/test integration=slack[0] msg="Notify attempt failed, will retry later" attempts=1 err="unexpected status code 500"`, 'unexpected status code 500']
  ])('is found in a line %s', (_version, line, reason) => {
    expect(failureIn(`${line}\n${line.replaceAll('chat/test', 'other')}\n`, 'chat/test')).toBe(reason)
  })

  test('is looked for only in what came since', async () => {
    const file = join(temporaryDirectory(), 'log')
    writeFileSync(file, 'before\n')
    const length = await logLength(file)
    appendFileSync(file, 'since\n')
    expect(await logSince(file, length)).toBe('since\n')
    writeFileSync(file, 'anew\n')
    expect(await logSince(file, length)).toBe('anew\n')
    expect(await logSince(join(file, 'not-there'), 0)).toBe('')
  })
})

test('a test says who would hear nothing: of one that is disabled, and where there is no Alertmanager', async () => {
  const { asAdmin } = await collectorInTest()
  await asAdmin({ method: 'POST', url: '/api/receivers', body: goldenReceiver('chat') })
  const result = async (lang: string) => (await asAdmin({ method: 'POST', url: `/api/receivers/chat/test?lang=${lang}` })).json<object>()
  expect(await result('en')).toMatchObject({ outcome: 'not_sent', text: expect.stringMatching(/^No Alertmanager is set/) })
  await asAdmin({ method: 'PATCH', url: '/api/receivers/chat', body: { enabled: false } })
  expect(await result('ja')).toMatchObject({ outcome: 'not_sent', text: 'chat は無効になっているため、誰にも通知されません。有効にしてから、もう一度試してください。' })
})

test('a test that the mail relay does not accept says what to do, and is over then: Alertmanager is not to try it later', async () => {
  const logFile = join(temporaryDirectory(), 'alertmanager.log')
  writeFileSync(logFile, '')
  const posted: { readonly endsAt?: string }[] = []
  const { origin } = await httpStandIn(({ method, path, body }) => {
    if (path === '/api/v2/status') return { body: JSON.stringify({ uptime: '2026-11-25T00:00:00Z', config: { original: 'receivers: [{ name: maintenance/test }]' } }) }
    if (path === '/metrics') return { body: ['', '_failed'].map((failed) => `alertmanager_notification_requests${failed}_total{integration="email"} ${posted.length}\n`).join('') }
    if (method === 'POST') {
      posted.push(...JSON.parse(body) as typeof posted)
      appendFileSync(logFile, String.raw`level=WARN msg="Notify attempt failed, will retry later" receiver=maintenance/test integration=email[0] err="'require_tls' is true (default) but \"127.0.0.1:25\" does not advertise the STARTTLS extension"` + '\n')
    }
    return {}
  })
  const clock = clockInTest(Date.parse('2026-11-25T09:00:00Z'))
  const { asAdmin } = await collectorInTest({ clock, env: { MIMAMORI_ALERTMANAGER_URL: origin, MIMAMORI_ALERTMANAGER_LOG: logFile } })
  await asAdmin({ method: 'PUT', url: '/api/receivers/relay', body: { host: '127.0.0.1', from: 'mimamori@factory.lan' } })
  await asAdmin({ method: 'POST', url: '/api/receivers', body: goldenReceiver('maintenance') })
  expect((await asAdmin({ method: 'POST', url: '/api/receivers/maintenance/test?lang=en' })).json()).toMatchObject({ outcome: 'failed', text: expect.stringMatching(/STARTTLS extension”\. The relay offers no STARTTLS: .* \(--tls none\)\.$/) })
  expect(posted.map(({ endsAt }) => endsAt)).toEqual([undefined, '2026-11-25T09:00:00.000Z'])
})
