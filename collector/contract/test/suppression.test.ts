import { expect, test } from 'vitest'
import { suppressionLines } from '../src/text/suppression.ts'

const suppression = {
  silencedBy: [{ id: 's1', by: '田中', until: '2026-11-25T09:00:00.000Z', reason: 'power work' }],
  inhibitedBy: [
    { fingerprint: '1'.repeat(16), name: 'DeviceSilent', device: 'pi-kiosk-03', site: 'north' },
    { fingerprint: '2'.repeat(16), name: 'SiteSilent', device: null, site: 'north' }
  ]
}
const options = { timeZone: 'Asia/Tokyo', nowMs: Date.parse('2026-11-25T05:00:00Z') }

test('a suppressed alert says who silenced it until when, and which alerts inhibit it, in the reader’s language', () => {
  expect(suppressionLines(suppression, { ...options, language: 'en' })).toEqual([
    'Silenced by 田中 until 18:00: power work',
    'Inhibited by DeviceSilent pi-kiosk-03',
    'Inhibited by SiteSilent north'
  ])
  expect(suppressionLines(suppression, { ...options, language: 'ja' })).toEqual([
    '田中 が 18:00 までサイレンス：power work',
    'DeviceSilent pi-kiosk-03 により抑制中',
    'SiteSilent north により抑制中'
  ])
})
