import { describe, expect, test } from 'vitest'
import type { Channel } from '../../src/delivery/channel.ts'
import { createChannels, readBacklog } from '../../src/run/channels.ts'
import { reportOf } from '../report.ts'
import { createReportSpool } from '../spool/late-reports.ts'
import { createLineSpool } from '../spool/line-spool.ts'

const create = () => {
  const { spool: logSpool, add, clock } = createLineSpool({ maxBytes: 30 })
  return {
    add,
    clock,
    channels: createChannels({
      stream: 's',
      boot: 'b',
      logSpool,
      sampleSpool: createReportSpool({ clock }).spool,
      clock,
      backlogLinesPerSecond: 100
    })
  }
}

describe('what is reported of the backlog at each try', () => {
  test('is nothing while nothing waits', () => {
    expect(readBacklog(create().channels)).toEqual({ dropped: { report: 0, logs: 0, samples: 0, journal: 0 }, spoolOldestAgeMs: 0 })
  })

  test('is the age of the oldest line, and what was lost of each kind', async () => {
    const { channels, add, clock } = create()
    add(1000, 2000, 3000, 4000)
    await clock.advance(4000)
    channels.report.offer(reportOf('a 1\n'))
    channels.report.head()
    channels.report.rejected()
    expect(readBacklog(channels)).toEqual({ dropped: { report: 1, logs: 1, samples: 0, journal: 0 }, spoolOldestAgeMs: 3000 })
  })

  test('is the oldest of all kinds, and never an age below 0', () => {
    const { channels, add } = create()
    add(4000)
    const samples = { kind: 'samples', droppedCount: () => 2, oldestAgeMs: () => 3500 } as Partial<Channel> as Channel
    expect(readBacklog({ ...channels, inOrder: [...channels.inOrder, samples] })).toEqual({
      dropped: { report: 0, logs: 0, samples: 2, journal: 0 },
      spoolOldestAgeMs: 3500
    })
    expect(readBacklog(channels).spoolOldestAgeMs).toBe(0)
  })
})
