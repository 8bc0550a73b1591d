import { parseFamilies } from '@mimamori/exporter/text-format'
import { describe, expect, test } from 'vitest'
import { boards, measureBoards } from './board.ts'
import { healthy, momentOf } from './condition.ts'
import { createPayload } from './payload.ts'

const measured = await measureBoards()
const at = (elapsedSeconds: number, condition = healthy('pi-01')) =>
  momentOf({ id: 'pi-01', condition, wallSeconds: 1_790_000_000 + elapsedSeconds, elapsedSeconds })
const valueIn = (text: string, series: string): number =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${series} `))
      ?.split(' ')[1]
  )

describe.each(boards)('the payload of a simulated %s', (board) => {
  const payload = createPayload(measured[board], 'pi-01')

  test('is an exposition that our own strict parser takes, as large as a real agent’s', () => {
    const families = parseFamilies(payload(at(0)))
    const series = families.reduce((sum, { samples }) => sum + samples.length, 0)
    expect(series).toBe(measured[board].reduce((sum, { samples }) => sum + samples.length, 0))
    expect(series).toBeGreaterThan(150)
  })

  test('has counters that never go back, over an hour', () => {
    const times = [0, 10, 60, 600, 3600].map((seconds) => parseFamilies(payload(at(seconds))).filter(({ type }) => type === 'counter'))
    expect(times[0]!.length).toBeGreaterThan(20)
    for (const [index, families] of times.slice(1).entries()) {
      for (const [place, { name, samples }] of families.entries()) {
        const earlier = times[index]![place]!.samples
        for (const [sample, { value }] of samples.entries()) expect(value, name).toBeGreaterThanOrEqual(earlier[sample]!.value)
      }
    }
  })

  test('shows the share of CPU time that its condition says', () => {
    const condition = { ...healthy('pi-01'), cpuUsageRatio: 0.5 }
    const [before, after] = [payload(at(0, condition)), payload(at(7200, condition))]
    const idle = 'node_cpu_seconds_total{cpu="0",mode="idle"}'
    expect((valueIn(after, idle) - valueIn(before, idle)) / 7200).toBeCloseTo(0.5, 1)
  })

  test('bears the device’s own host name and clock', () => {
    const text = payload(at(5))
    expect(text).toContain('nodename="pi-01"')
    expect(valueIn(text, 'node_time_seconds')).toBe(1_790_000_005)
  })
})
