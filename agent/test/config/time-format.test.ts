import { expect, test } from 'vitest'
import { jsonTime } from '../../src/sources/files/json-time.ts'
import { parseTimeFormat } from '../../src/config/time-format.ts'

const now = Date.UTC(2026, 11, 1, 12)
const local = (...parts: readonly [number, number, number, number, number, number, number?]): number => new Date(...parts).getTime()

test.each([
  ['%Y-%m-%d\\s%H:%M:%S', '2026-11-28 12:34:56 hot', local(2026, 10, 28, 12, 34, 56)],
  ['[%Y/%m/%d\\s%H:%M:%S.%f]', '[2026/11/28 12:34:56.789123] hot', local(2026, 10, 28, 12, 34, 56, 789)],
  ['%FT%T%z', '2026-11-28T12:34:56+0900 hot', Date.UTC(2026, 10, 28, 3, 34, 56)],
  ['%FT%T%z', '2026-11-28T12:34:56-03:30', Date.UTC(2026, 10, 28, 16, 4, 56)],
  ['%d/%b/%Y:%T\\s%z', '28/Nov/2026:12:34:56 Z GET /', Date.UTC(2026, 10, 28, 12, 34, 56)],
  ['%b\\s%e\\s%T', 'Nov  8 12:34:56 kiosk', local(2026, 10, 8, 12, 34, 56)],
  ['%b\\s%e\\s%T', 'Dec 28 12:34:56 of last year', local(2025, 11, 28, 12, 34, 56)],
  ['%y%m%d\\s%H%M', '261128 1234', local(2026, 10, 28, 12, 34, 0)],
  ['%s', '1795608000.25 hot', 1_795_608_000_250],
  ['100%%\\s%F\\s%T', '100% 2026-11-28 00:00:00', local(2026, 10, 28, 0, 0, 0)]
])('%s reads %s', (format, line, ms) => {
  expect(parseTimeFormat(format)!(line, now)).toBe(ms)
})

test.each([
  ['%Y-%m-%d\\s%H:%M:%S', 'hot at 2026-11-28 12:34:56'], ['%b\\s%e\\s%T', 'Nix 8 12:34:56'], ['%F\\s%T', '']
])('%s finds none in %s', (format, line) => {
  expect(parseTimeFormat(format)!(line, now)).toBeUndefined()
})

test.each([
  '%Q', '%Y-%m-%d', '%H:%M:%S', '%', '%F\\s%T%', '%F\\s%Y\\s%T', '%I:%M\\s%p', 'constructor', '%constructor'
])('%s is refused: a time does not follow from it', (format) => {
  expect(parseTimeFormat(format)).toBeUndefined()
})

test.each([
  ['{"time":"2026-11-28T12:34:56.789Z","msg":"x"}', Date.UTC(2026, 10, 28, 12, 34, 56, 789)],
  ['{"timestamp":"2026-11-28 12:34:56,789"}', local(2026, 10, 28, 12, 34, 56, 789)],
  ['{"@timestamp":"2026-11-28T12:34:56+09:00"}', Date.UTC(2026, 10, 28, 3, 34, 56)],
  ['{"time":"12:00","ts":1795608000.5}', 1_795_608_000_500],
  ['{"time":1795608000123}', 1_795_608_000_123],
  ['{"time":1795608000123456}', 1_795_608_000_123.456],
  ['{"time":1795608000123456789}', 1_795_608_000_123.456_8],
  ['{"level":30}', undefined], ['{"time":"yesterday"}', undefined], ['{"time":{}}', undefined], ['{broken', undefined], ['null', undefined]
])('the time of %s', (line, ms) => {
  if (ms === undefined) expect(jsonTime(line)).toBeUndefined()
  else expect(jsonTime(line)).toBeCloseTo(ms, 2)
})
