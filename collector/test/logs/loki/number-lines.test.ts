import { expect, it } from 'vitest'
import { numberLines } from '../../../src/logs/loki/number-lines.ts'

const ms = Date.UTC(2026, 10, 29)

/** Messages by the time that Loki has them at, of batches of a device at these positions. */
const inLoki = (batches: readonly (readonly number[])[], positionOf: (batch: number) => number): readonly string[] => {
  let count = 0
  return batches
    .map((times, batch) => ({ position: positionOf(batch), deviceId: 'pi', receivedMs: ms, requestId: 'r', lines: times.map((eventMs) => ({ level: 'info' as const, message: String(count++), eventMs })) }))
    .flatMap((batch) => numberLines(batch, ms + 1000))
    .toSorted((one, other) => Number(one.timestampNs - other.timestampNs))
    .map(({ line }) => line.message)
}
const times = (...counts: readonly (readonly [ms: number, lines: number])[]): readonly number[] => counts.flatMap(([at, lines]) => Array<number>(lines).fill(at))

it('lines keep their order where a millisecond lies in two batches of a device, whatever came between them', () => {
  const batches = [times([ms, 320], [ms + 1, 180]), times([ms + 1, 400], [ms + 2, 100]), times([ms + 2, 1], [ms + 3, 499])]
  const inOrder = Array.from({ length: 1500 }, (_, i) => String(i))
  for (let first = 1; first < 12; first++) for (const step of [1, 13]) expect(inLoki(batches, (batch) => first + batch * step), `from ${first} by ${step}`).toEqual(inOrder)
})

it('lines of several batches of one millisecond, equal or not, have times of their own', () => {
  const all = Array.from({ length: 12 }, (_, i) => numberLines({ position: 100 + i, deviceId: 'pi', receivedMs: ms, requestId: 'r', lines: Array.from({ length: 500 }, () => ({ level: 'info', message: 'retry timeout', eventMs: ms })) }, ms))
  expect(new Set(all.flat().map(({ timestampNs }) => timestampNs)).size).toBe(6000)
  expect(new Set(all.flat().map(({ line }) => line.eventMs))).toEqual(new Set([ms]))
})
