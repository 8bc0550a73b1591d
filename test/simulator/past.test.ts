import { afterEach, expect, test } from 'vitest'
import { averagedKeyMetrics } from '../../collector/src/devices/key-metrics/averaged-key-metrics.ts'
import { prometheusKeyMetrics } from '../../collector/src/devices/key-metrics/prometheus-key-metrics.ts'
import { prometheusClient } from '../../collector/src/devices/prometheus/prometheus-client.ts'
import { healthy } from './condition.ts'
import { createFleet } from './fleet.ts'
import { startPast, type Past } from './past.ts'
import { stories } from './story.ts'

const members = createFleet(stories.length + 1)
const minutes = 60_000
const started: Past[] = []
afterEach(() => { for (const past of started.splice(0)) past.stop() })

/** What the collector's own client finds of the hour before the simulation. */
const hourOf = async (story: string) => {
  const past = await startPast(members)
  started.push(past)
  const toMs = Date.now()
  const { id } = members.find((member) => member.story.name === story)!
  return { id, toMs, found: await prometheusKeyMetrics(prometheusClient(past.url))(id, { fromMs: toMs - 60 * minutes, toMs }) }
}

test('a device that reports has fared for the last hour as it fares now', async () => {
  const { id, toMs, found } = await hourOf('hot')
  expect(found.length).toBeGreaterThanOrEqual(60)
  expect(found.at(-1)!.atMs).toBeGreaterThan(toMs - 2 * minutes)
  for (const { temperatureCelsius, diskUsageRatio } of found) {
    expect(Math.abs(temperatureCelsius! - 84)).toBeLessThanOrEqual(2)
    expect(diskUsageRatio).toBeCloseTo(healthy(id).diskUsageRatio, 3)
  }
})

test('nothing is there of a device from after it was last heard', async () => {
  const { toMs, found } = await hourOf('late')
  expect(found.length).toBeGreaterThanOrEqual(38)
  expect(found.at(-1)!.atMs).toBeLessThanOrEqual(toMs - 20 * minutes)
  expect((await hourOf('silent')).found).toEqual([])
})

test('a longer range is answered in steps, with the lowest and highest value of each', async () => {
  const past = await startPast(members)
  started.push(past)
  const { id } = members.find((member) => member.story.name === 'hot')!
  const toMs = Date.now()
  const { temperatureCelsius, cpuUsageRatio } = await averagedKeyMetrics(prometheusClient(past.url), id, {
    fromMs: toMs - 60 * minutes,
    toMs,
    stepSeconds: 240,
    timeoutMs: 30_000
  })
  expect(temperatureCelsius.length).toBeGreaterThanOrEqual(14)
  for (const { mean, min, max } of temperatureCelsius) expect(min < mean && mean < max).toBe(true)
  expect(Math.max(...cpuUsageRatio.map(({ max }) => max))).toBe(1)
})
