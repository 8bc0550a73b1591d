import { expect, it } from 'vitest'
import { createPastKeyMetrics, pastMs } from '../../../src/devices/key-metrics/past-key-metrics.ts'
import type { KeyMetrics } from '../../../src/devices/key-metrics/key-metrics.ts'

const nowMs = Date.parse('2026-11-25T12:00:00Z')
const minutesAgo = (minutes: number, cpuUsageRatio = 0.5): KeyMetrics => ({ atMs: nowMs - minutes * 60_000, cpuUsageRatio })

const arrange = ({
  remembered = [],
  kept
}: {
  readonly remembered?: readonly KeyMetrics[]
  readonly kept?: () => readonly KeyMetrics[]
}) => {
  const asked: { fromMs: number, toMs: number }[] = []
  const errors: unknown[] = []
  let monotonicMs = 0
  const pastKeyMetrics = createPastKeyMetrics({
    keyMetrics: { history: () => remembered },
    clock: { nowMs: () => nowMs, monotonicMs: () => monotonicMs },
    ...(kept !== undefined && {
      ask: async (_device: string, range: { fromMs: number, toMs: number }) => {
        asked.push(range)
        return kept()
      }
    }),
    onError: (error) => {
      errors.push(error)
    }
  })
  return {
    pastKeyMetrics,
    asked,
    errors,
    later: (ms: number) => {
      monotonicMs += ms
    }
  }
}

it('is what was remembered where no Prometheus is configured', async () => {
  const remembered = [minutesAgo(2), minutesAgo(1)]
  expect(await arrange({ remembered }).pastKeyMetrics('pi')).toEqual(remembered)
})

it('begins with what a Prometheus has of the six hours before the first that is remembered', async () => {
  const { pastKeyMetrics, asked } = arrange({
    remembered: [minutesAgo(10, 0.1)],
    kept: () => [minutesAgo(300), minutesAgo(20), minutesAgo(10, 0.9)]
  })
  expect(await pastKeyMetrics('pi')).toEqual([minutesAgo(300), minutesAgo(20), minutesAgo(10, 0.1)])
  expect(asked).toEqual([{ fromMs: nowMs - pastMs, toMs: nowMs - 600_000 }])
})

it('is all from there right after a restart', async () => {
  expect(await arrange({ kept: () => [minutesAgo(1)] }).pastKeyMetrics('pi')).toEqual([minutesAgo(1)])
})

it('asks nobody where six hours are remembered', async () => {
  const { pastKeyMetrics, asked } = arrange({ remembered: [minutesAgo(360), minutesAgo(1)], kept: () => [] })
  expect(await pastKeyMetrics('pi')).toHaveLength(2)
  expect(asked).toEqual([])
})

it('does without a Prometheus that fails, says so once each time, and leaves it alone for half a minute', async () => {
  let fails = true
  const { pastKeyMetrics, asked, errors, later } = arrange({
    remembered: [minutesAgo(1)],
    kept: () => {
      if (fails) throw new Error('connection refused')
      return [minutesAgo(5)]
    }
  })
  expect(await Promise.all([pastKeyMetrics('a'), pastKeyMetrics('b')])).toEqual([[minutesAgo(1)], [minutesAgo(1)]])
  later(29_999)
  await pastKeyMetrics('a')
  expect([asked.length, errors.length]).toEqual([2, 1])
  later(1)
  await pastKeyMetrics('a')
  expect([asked.length, errors.length]).toEqual([3, 2])
  later(30_000)
  fails = false
  expect(await pastKeyMetrics('a')).toEqual([minutesAgo(5), minutesAgo(1)])
})
