import { describe, expect, it } from 'vitest'
import type { LogLine } from '../../src/devices/snapshot/log-line.ts'
import { matches, type LogConditions } from '../../src/logs/matches.ts'

const at = Date.parse('2026-11-28T14:05:00Z')
const line: LogLine = {
  id: 7,
  deviceId: 'pi-kiosk-03',
  level: 'warn',
  eventMs: at,
  receivedMs: at + 1000,
  requestId: 'r-1',
  runId: 'run-1',
  unit: 'press.service',
  message: 'Press 3: 温度が上限を超えました (Ｓｅｎｓｏｒ A)'
}

const holds: readonly [string, LogConditions][] = [
  ['there are none', {}],
  ['its device is among them', { deviceIds: ['pi-kiosk-02', 'pi-kiosk-03'] }],
  ['its level is among them', { levels: ['warn', 'error'] }],
  ['the text is a piece of a word in other case', { text: 'RESS 3' }],
  ['the text is one character', { text: '超' }],
  ['the text is two characters of Japanese', { text: '温度' }],
  ['the text is in full-width letters of other case', { text: 'ｓＥＮＳＯＲ' }],
  ['the text is empty', { text: '' }],
  ['its unit is the one', { unit: 'press.service' }],
  ['its request is the one', { requestId: 'r-1' }],
  ['its run is the one', { runId: 'run-1' }],
  ['it happened at the first moment', { sinceMs: at }],
  ['it happened at the last moment', { untilMs: at }],
  [
    'all hold',
    {
      deviceIds: ['pi-kiosk-03'],
      levels: ['warn'],
      text: '温度',
      unit: 'press.service',
      requestId: 'r-1',
      runId: 'run-1',
      sinceMs: at,
      untilMs: at
    }
  ]
]

const fails: readonly [string, LogConditions][] = [
  ['its device is not among them', { deviceIds: ['pi-kiosk-02'] }],
  ['there is no device among them', { deviceIds: [] }],
  ['its level is not among them', { levels: ['error'] }],
  ['the text is elsewhere', { text: '停止' }],
  ['the text has a wildcard of SQL or of a pattern', { text: 'Press%' }],
  ['the unit is only a piece of its own', { unit: 'press' }],
  ['its request is another', { requestId: 'r-2' }],
  ['its run is another', { runId: 'run-2' }],
  ['it happened before', { sinceMs: at + 1 }],
  ['it happened after', { untilMs: at - 1 }],
  ['one of two does not hold', { text: '温度', levels: ['error'] }]
]

describe('the conditions of a search', () => {
  it.each(holds)('hold for a line where %s', (_, conditions) => {
    expect(matches(conditions)(line)).toBe(true)
  })

  it.each(fails)('do not hold for a line where %s', (_, conditions) => {
    expect(matches(conditions)(line)).toBe(false)
  })

  it('ask a line without a unit or a run for none', () => {
    const { unit, runId, ...plain } = line
    expect([matches({})(plain), matches({ unit: unit! })(plain), matches({ runId: runId! })(plain)]).toEqual([true, false, false])
  })
})
