import { describe, expect, test } from 'vitest'
import { compress } from '../../src/spool/batch/compress.ts'
import { createReportChannel } from '../../src/delivery/report-channel.ts'
import { createSampleChannel } from '../../src/delivery/sample-channel.ts'
import { openSpoolDisk } from '../../src/spool/disk/spool-disk.ts'
import { createSpoolFiles } from '../../src/spool/disk/spool-files.ts'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { reportOf } from '../report.ts'
import { createReportSpool, samplesOf, timesOf } from '../spool/late-reports.ts'
import { boot, stream } from '../spool/line-spool.ts'

const onDisk = () => openSpoolDisk({ files: createSpoolFiles(temporaryDirectory()), maxBytes: 10_000_000, onProblem: () => undefined })
const create = (options: Parameters<typeof createReportSpool>[0] = {}) => {
  const { spool, clock, add } = createReportSpool(options)
  const channel = createSampleChannel({ spool, boot, clock })
  return { spool, clock, add, channel, report: createReportChannel({ stream, boot, keep: channel.keep }) }
}
const exposition = () => compress('a 1\n')
const minutes = (...numbers: number[]): number[] => numbers.map((n) => n * 60_000)

describe('late samples', () => {
  test('are the reports that were replaced before they arrived, tried or not, in the order of their times', () => {
    const { report, channel } = create()
    for (const ms of minutes(1, 2, 3)) report.offer(reportOf(`a ${ms}\n`, ms))
    report.head()
    report.offer(reportOf('a 4\n', 240_000))
    report.offer(reportOf('a 5\n', 300_000))
    report.head()
    report.acknowledged()
    expect(samplesOf(channel.head())).toEqual({
      times: minutes(1, 2, 3, 4).map((monotonicMs) => ({ monotonicMs })),
      series: [{ name: 'a', values: [60_000, 120_000, 180_000, 4] }]
    })
  })

  test('are no shutdown report, and no report that arrived', () => {
    const { report, channel } = create()
    report.offer(reportOf('a 1\n', 60_000))
    report.head()
    report.acknowledged()
    report.offer(reportOf('a 2\n', 120_000), 'stopped')
    report.head()
    report.offer(reportOf('a 3\n', 180_000), 'stopped')
    report.offer(reportOf('a 4\n', 240_000))
    expect(channel.head()).toBeUndefined()
  })

  test('are half a minute apart, also of a device that reports every five seconds', () => {
    const { channel } = create()
    for (let ms = 1000; ms <= 91_000; ms += 5000) channel.keep({ monotonicMs: ms, wallMs: ms }, exposition)
    expect(timesOf(channel.head())).toEqual([1000, 31_000, 61_000, 91_000])
  })

  test('are forgotten, not counted, and kept no more once an answer says that nobody takes them', () => {
    const { channel, spool, add } = create({ disk: onDisk() })
    add(...minutes(1, 2, 3))
    spool.close()
    add(...minutes(4))
    channel.setWanted(false)
    channel.keep({ monotonicMs: 300_000, wallMs: 1 }, exposition)
    expect(channel.head()).toBeUndefined()
    expect(spool.stats()).toMatchObject({ items: 0, dropped: 0 })
    expect([channel.droppedCount(), channel.oldestAgeMs()]).toEqual([0, undefined])
  })

  test('are kept again when somebody takes them', () => {
    const { channel } = create()
    channel.setWanted(false)
    channel.setWanted(true)
    channel.keep({ monotonicMs: 60_000, wallMs: 1 }, exposition)
    expect(timesOf(channel.head())).toEqual([60_000])
  })

  test('are halved by time where a batch is too large, and a report that is too large alone is lost and counted', () => {
    const { channel, add } = create()
    add(...minutes(1, 2, 3))
    channel.head()
    channel.tooLarge()
    expect(timesOf(channel.head())).toEqual(minutes(1, 2))
    channel.tooLarge()
    expect(timesOf(channel.head())).toEqual(minutes(1))
    channel.tooLarge()
    for (const ms of minutes(2, 3)) {
      expect(timesOf(channel.head())).toEqual([ms])
      channel.acknowledged()
    }
    expect(channel.head()).toBeUndefined()
    expect(channel.droppedCount()).toBe(1)
  })

  test('can be forgotten in the middle of a batch whose first half has arrived', () => {
    const { channel, spool, add } = create()
    add(...minutes(1, 2))
    channel.head()
    channel.tooLarge()
    channel.head()
    channel.acknowledged()
    channel.setWanted(false)
    channel.setWanted(true)
    add(...minutes(3))
    expect(timesOf(channel.head())).toEqual(minutes(3))
    channel.acknowledged()
    expect(spool.stats()).toMatchObject({ items: 0, dropped: 0 })
  })

  test('go at a report a second after an outage', async () => {
    const { channel, spool, add, clock } = create({ disk: onDisk() })
    add(...minutes(...Array.from({ length: 20 }, (_, i) => i + 1)))
    spool.close()
    expect(timesOf(channel.head())).toHaveLength(10)
    channel.acknowledged()
    expect([channel.head(), channel.pauseMs?.()]).toEqual([undefined, 10_000])
    await clock.advance(10_000)
    expect(timesOf(channel.head())).toHaveLength(10)
  })
})
