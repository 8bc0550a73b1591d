import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { failureIn, logLength, logSince } from '../../src/alerts/testing/failure-in-log.ts'
import { collectorInTest } from '../collector-in-test.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { goldenReceiver } from './golden-receivers.ts'

describe('the reason in Alertmanager’s log', () => {
  test.each([
    [
      'that says it will try again',
      String.raw`time=2026-11-28T05:00:00.000Z level=WARN source=notify.go:867 msg="Notify attempt failed, will retry later" component=dispatcher receiver=chat/test integration=slack[0] aggrGroup="{}/{}:{}" attempts=1 err="Post \"<redacted>\": dial tcp 127.0.0.1:9: connect: connection refused"`,
      'Post "<redacted>": dial tcp 127.0.0.1:9: connect: connection refused'
    ],
    [
      'that says it gave up',
      String.raw`time=2026-11-28T05:00:00.000Z level=ERROR source=dispatch.go:360 msg="Notify for alerts failed" component=dispatcher num_alerts=1 err="chat/test/slack[0]: notify retry canceled due to unrecoverable error after 1 attempts: channel \"\": unexpected status code 404: no_service"`,
      'channel "": unexpected status code 404: no_service'
    ]
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
