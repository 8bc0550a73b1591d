import { expect, it } from 'vitest'
import type { LogLineView } from '../src/log-line.ts'
import { formatLogLine, logTime } from '../src/log-text.ts'

const line: LogLineView = {
  id: 1,
  clientId: 'pi-kiosk-03',
  level: 'warn',
  message: '温度が高い',
  timestamp: '2026-11-28T05:05:03.120Z',
  receivedAt: '2026-11-28T05:05:04.000Z',
  estimated: false,
  requestId: 'r-1'
}

it('has its time with the offset of the reader’s time zone, so that it can be compared and pasted', () => {
  expect(formatLogLine(line, 'Asia/Tokyo')).toBe('2026-11-28T14:05:03.120+09:00 pi-kiosk-03 WARN  温度が高い')
  expect(formatLogLine(line, 'UTC')).toMatch(/^2026-11-28T05:05:03\.120\+00:00 /)
  expect(logTime(Date.parse(line.timestamp), 'America/St_Johns')).toEqual({ date: '2026-11-28', time: '01:35:03.120', offset: '-03:30' })
})

it('says 00 at midnight and not 24', () => {
  expect(logTime(Date.parse('2026-11-27T15:00:00Z'), 'Asia/Tokyo')).toEqual({ date: '2026-11-28', time: '00:00:00.000', offset: '+09:00' })
})

it('has its unit before the message and its fields behind it', () => {
  expect(formatLogLine({ ...line, unit: 'press.service', context: { celsius: 81 } }, 'UTC')).toMatch(
    / WARN {2}press\.service: 温度が高い celsius=81$/
  )
})

it('marks a time that is estimated', () => {
  expect(formatLogLine({ ...line, estimated: true }, 'UTC')).toMatch(/^≈2026-11-28T/)
})

it('indents what follows the first line of a message, so that no text of a program looks like a line of the log', () => {
  expect(formatLogLine({ ...line, message: 'Traceback:\n  File "press.py"\r\nKeyError\n' }, 'UTC')).toMatch(
    / Traceback:\n {6}File "press\.py"\n {4}KeyError$/
  )
})

it('escapes characters by which a message would turn round what stands behind it', () => {
  expect(formatLogLine({ ...line, message: 'a\u202eb', context: { celsius: 81 } }, 'UTC')).toMatch(/ a\\u202eb celsius=81$/)
})

it('escapes control characters, of which a terminal would clear its screen or write over the time', () => {
  const hostile = { ...line, message: 'done\rfake\u001b[2J\n\tat Main', unit: 'a\nb', context: { path: 'x\u009by' } }
  expect(formatLogLine(hostile, 'UTC')).toMatch(/ WARN {2}a\\u000ab: done\\u000dfake\\u001b\[2J\n {4}\tat Main path=x\\u009by$/)
})
