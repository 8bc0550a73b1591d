import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { createReportChannel } from '../../src/delivery/report-channel.ts'
import { reportOf } from '../report.ts'

const create = () => createReportChannel({ stream: '5b0f6c1e', boot: 'f1c70004', keep: () => undefined })
const textOf = ({ body }: { body: Buffer } = { body: Buffer.alloc(0) }): string => gunzipSync(body).toString()

describe('the channel of reports', () => {
  test('has nothing to send before a report is there', () => {
    expect(create().head()).toBeUndefined()
  })

  test('gives the very same bytes for each try', () => {
    const channel = create()
    channel.offer(reportOf('a 1\n'))
    const first = channel.head()
    expect(channel.head()).toBe(first)
    expect(first).toMatchObject({ sequence: 1, kind: 'report', stream: '5b0f6c1e', boot: 'f1c70004', items: 1 })
  })

  test('keeps only the newest report while none can be sent, and counts the others as replaced and not as lost', () => {
    const channel = create()
    for (const n of [1, 2, 3]) channel.offer(reportOf(`a ${n}\n`))
    expect(textOf(channel.head())).toBe('a 3\n')
    expect(channel.head()?.sequence).toBe(1)
    expect(channel.supersededCount()).toBe(2)
    expect(channel.droppedCount()).toBe(0)
  })

  test('never uses a sequence that was sent for another report, even if no answer came', () => {
    const channel = create()
    channel.offer(reportOf('a 1\n'))
    channel.head()
    channel.offer(reportOf('a 2\n'))
    expect(channel.head()).toMatchObject({ sequence: 2 })
    expect(channel.supersededCount()).toBe(1)
  })

  test('is empty once the report is acknowledged', () => {
    const channel = create()
    channel.offer(reportOf('a 1\n'))
    channel.head()
    channel.acknowledged()
    expect(channel.head()).toBeUndefined()
    expect(channel.supersededCount()).toBe(0)
  })

  test.each(['tooLarge', 'rejected'] as const)('a report that is %s is lost, counted, and followed by the next', (fate) => {
    const channel = create()
    channel.offer(reportOf('a 1\n'))
    channel.head()
    channel[fate]()
    expect(channel.head()).toBeUndefined()
    expect(channel.droppedCount()).toBe(1)
    channel.offer(reportOf('a 2\n'))
    expect(channel.head()?.sequence).toBe(2)
  })

  test('a shutdown report carries its reason', () => {
    const channel = create()
    channel.offer(reportOf('a 1\n'), 'reboot')
    expect(channel.head()?.shutdownReason).toBe('reboot')
  })

  test('has no age: nobody waits for an old report', () => {
    const channel = create()
    channel.offer(reportOf('a 1\n'))
    expect(channel.oldestAgeMs()).toBeUndefined()
  })
})
