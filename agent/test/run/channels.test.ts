import { describe, expect, test } from 'vitest'
import type { Channel } from '../../src/delivery/channel.ts'
import { createLogSpool } from '../../src/log/log-spool.ts'
import { createChannels, readBacklog } from '../../src/run/channels.ts'

const create = () => {
  const logSpool = createLogSpool(300)
  return { logSpool, channels: createChannels({ stream: 's', boot: 'b', logSpool }) }
}
const line = (monotonicMs: number) => ({ monotonicMs, wallMs: 0, level: 'info', message: 'x' } as const)

describe('what is reported of the backlog at each try', () => {
  test('is nothing while nothing waits', () => {
    expect(readBacklog(create().channels, 5000)).toEqual({ dropped: { report: 0, logs: 0 }, spoolOldestAgeMs: 0 })
  })

  test('is the age of the oldest line, and what was lost of each kind', () => {
    const { channels, logSpool } = create()
    for (const ms of [1000, 2000, 3000, 4000]) logSpool.append(line(ms))
    channels.report.offer('a 1\n')
    channels.report.head()
    channels.report.rejected()
    expect(readBacklog(channels, 5000)).toEqual({ dropped: { report: 1, logs: 1 }, spoolOldestAgeMs: 3000 })
  })

  test('is the oldest of all kinds, and never an age below 0', () => {
    const { channels, logSpool } = create()
    logSpool.append(line(4000))
    const samples = { kind: 'samples', droppedCount: () => 2, oldestMonotonicMs: () => 1500 } as Partial<Channel> as Channel
    expect(readBacklog({ ...channels, inOrder: [...channels.inOrder, samples] }, 5000)).toEqual({ dropped: { report: 0, logs: 0, samples: 2 }, spoolOldestAgeMs: 3500 })
    expect(readBacklog(channels, 3000).spoolOldestAgeMs).toBe(0)
  })
})
