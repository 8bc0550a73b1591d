import { describe, expect, test } from 'vitest'
import type { AuditEntry, FieldChange } from '../src/audit.ts'
import { requestActions } from '../src/run-request.ts'
import { auditText, changeWords, subjectWords } from '../src/text/audit.ts'

const english = { language: 'en', timeZone: 'UTC' } as const
const japanese = { language: 'ja', timeZone: 'Asia/Tokyo' } as const
type Subject = Pick<AuditEntry, 'subject'>
const device: Subject = { subject: { type: 'device', name: 'pi-kiosk-03' } }
const run: Subject = { subject: { type: 'run', name: 'restart' } }
const receiver: Subject = { subject: { type: 'receiver', name: 'line3' } }
const cases: readonly (readonly [change: FieldChange, entry: Subject, inEnglish: string, inJapanese: string])[] = [
  [{ field: 'site', before: 'north', after: 'south' }, device, 'Site: north → south', '拠点：north → south'],
  [{ field: 'site', before: null, after: 'south' }, device, 'Site: south', '拠点：south'],
  [{ field: 'site', before: 'north', after: null }, device, 'Site: north → –', '拠点：north → –'],
  [{ field: 'labels.line', before: '3', after: '4' }, device, 'Label line: 3 → 4', 'ラベル line：3 → 4'],
  [{ field: 'state', before: 'pending', after: 'paused' }, device, 'State: waiting for first report → paused', '状態：報告待ち → 一時停止'],
  [{ field: 'enabled', before: true, after: false }, receiver, 'Enabled: yes → no', '有効：はい → いいえ'],
  [{ field: 'sites', before: null, after: ['north', 'south'] }, receiver, 'Sites: north, south', '拠点：north、south'],
  [{ field: 'language', before: 'en', after: 'ja' }, receiver, 'Language: English → Japanese', '言語：英語 → 日本語'],
  [{ field: 'severities', before: null, after: ['critical', 'warning'] }, receiver, 'Severities: critical, warning', '重大度：緊急、警告'],
  [
    { field: 'quietHours.days', before: null, after: ['saturday', 'sunday'] },
    receiver,
    'Quiet hours on: Sat, Sun',
    '通知を控える曜日：土、日'
  ],
  [
    { field: 'from', before: null, after: 'a@factory.lan' },
    { subject: { type: 'mail_relay', name: null } },
    'From: a@factory.lan',
    '差出人：a@factory.lan'
  ],
  [{ field: 'what', before: null, after: 'restart' }, run, 'What: restart the services', '内容：サービスの再起動'],
  [{ field: 'devices', before: null, after: ['pi-1', 'all'] }, run, 'Devices: pi-1, all', '端末：pi-1、all'],
  [{ field: 'devices', before: null, after: '*' }, run, 'Devices: all', '端末：すべて'],
  [
    { field: 'silentAfterSeconds', before: 43_200, after: 90 },
    device,
    'Silent after: 12 h → 1 min 30 s',
    '「報告なし」とするまでの時間：12 時間 → 1 分 30 秒'
  ],
  [
    { field: 'repeatSeconds.critical', before: null, after: 300 },
    receiver,
    'Repeat interval critical: 5 min',
    '再通知の間隔 critical：5 分'
  ],
  [{ field: 'somethingNew', before: null, after: 3 }, device, 'somethingNew: 3', 'somethingNew：3']
]

describe('the words of a changed field', () => {
  test.each(cases)('%j', (change, entry, inEnglish, inJapanese) => {
    expect([changeWords(change, entry, english), changeWords(change, entry, japanese)]).toEqual([inEnglish, inJapanese])
  })

  test('say of a secret what became of it', () => {
    const url = (before: string | null, after: string | null) => changeWords({ field: 'channel.url', before, after }, receiver, english)
    expect([url(null, '***'), url('***', '***'), url('***', null)]).toEqual([
      'URL: set (not shown)',
      'URL: changed (not shown)',
      'URL: removed'
    ])
  })

  test('have times by the reader’s clock', () => {
    const change = { field: 'pausedUntil', before: null, after: '2026-11-25T09:00:00.000Z' }
    expect(changeWords(change, device, japanese)).toMatch(/^一時停止の期限：.*18:00:00/)
  })
})

test('an alert is named with its device, a silence by nothing', () => {
  expect(subjectWords({ subject: { type: 'alert', name: 'DeviceSilent' }, device: 'pi-1' })).toBe('DeviceSilent pi-1')
  expect(subjectWords({ subject: { type: 'device', name: 'pi-1' }, device: 'pi-1' })).toBe('pi-1')
  expect(subjectWords({ subject: { type: 'silence', name: '0198f3a2' }, device: null })).toBe('')
  expect(subjectWords({ subject: { type: 'clock', name: null }, device: null })).toBe('')
})

test('what was requested has words in both languages', () => {
  for (const language of ['en', 'ja'] as const) expect(Object.keys(auditText[language].values['what']!)).toEqual(requestActions)
  expect(subjectWords({ subject: { type: 'run', name: 'restart' }, device: 'pi-1' })).toBe('')
})

test('both languages have the same fields', () => {
  expect(Object.keys(auditText.ja.fields)).toEqual(Object.keys(auditText.en.fields))
})
