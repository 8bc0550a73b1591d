import { pino } from 'pino'
import { expect, test } from 'vitest'
import { outageLog } from '../../src/alerts/outage-log.ts'

test('a failure that lasts is logged when it begins and when it ends, and again when the next begins', () => {
  const lines: string[] = []
  const log = pino({ base: null, timestamp: false }, { write: (line: string) => { lines.push((JSON.parse(line) as { msg: string }).msg) } })
  const { failed, succeeded } = outageLog(log, { failed: 'counters not read', recovered: 'counters read again' })
  succeeded()
  failed(new Error('refused'))
  failed(new Error('refused'))
  expect(lines).toEqual(['counters not read'])
  succeeded()
  succeeded()
  failed(new Error('refused'))
  expect(lines).toEqual(['counters not read', 'counters read again', 'counters not read'])
})
