import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { batchHeaders } from '@mimamori/contract'
import { clockInTest, collectorInTest } from '../collector-in-test.ts'
import { bootHeaders } from '../boot-headers.ts'

/** What the exporter prints for its tree of a Raspberry Pi 4, and the same with its processors idle a while longer. */
const pi4 = readFileSync(new URL('../../../exporter/test/golden/pi-4.prom', import.meta.url), 'utf8')
const idleFor = (seconds: number): string =>
  pi4.replaceAll(/^(node_cpu_seconds_total\{.*mode="idle".*\}) (.+)$/gm, (_, series, value) => `${series} ${Number(value) + seconds}`)

test.each(['retire', 'revoke'] as const)('neither facts nor processor times of a device outlive its %s', async (verb) => {
  const { deps, enroll, sendBatch } = await collectorInTest({ clock: clockInTest(Date.UTC(2026, 10, 25)) })
  // All of one boot: only what is forgotten keeps the reports apart.
  const { [batchHeaders.boot]: boot } = bootHeaders()
  const send = (key: string, payload: string) => sendBatch(key, payload, bootHeaders(boot))
  const key = await enroll({ id: 'pi-1' })
  await send(key, pi4)
  await send(key, idleFor(60))
  const model = () => deps.snapshots.of('pi-1', deps.clock.nowMs())!.facts.model
  expect(model()).toMatch(/Raspberry Pi 4/)
  expect(deps.keyMetrics.latest('pi-1')!.cpuUsageRatio).toBe(0)

  await deps.registry[verb]('pi-1')
  expect(model()).toBeUndefined()
  // Back with a new card: its first report has nothing before it to be counted from.
  const { key: newKey } = await deps.registry.rotate('pi-1')
  expect((await send(newKey, idleFor(120))).statusCode).toBe(200)
  expect(deps.keyMetrics.latest('pi-1')).toHaveProperty('memoryUsageRatio')
  expect(deps.keyMetrics.latest('pi-1')).not.toHaveProperty('cpuUsageRatio')
})
