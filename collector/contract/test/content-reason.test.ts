import { expect, it } from 'vitest'
import { contentReason } from '../src/text/content-reason.ts'
import type { ClientStatus } from '../src/index.ts'
import { listedClient as client } from './device-list/listed-client.ts'

const options = { language: 'ja', timeZone: 'Asia/Tokyo', nowMs: Date.parse('2026-12-02T11:00:00Z') } as const
const lastSeen = '2026-12-02T09:02:00Z'
const silence = ['18:02 から報告がありません。報告が再開すると、自動で受信を始めます。']

it.each<[string, Partial<ClientStatus>, readonly string[]]>([
  ['silent', { freshness: 'silent', lastSeen }, silence],
  ['stopped', { reason: { code: 'goodbye_stopped', text: '', at: null }, lastSeen }, silence],
  ['new', { state: 'pending', freshness: 'late', lastSeen: null }, ['まだ報告がありません。最初の報告が届くと、自動で受信を始めます。']],
  ['well', { lastSeen }, []]
])('says why a device waits if it does not report: %s', (_how, status, reason) => {
  expect(contentReason({ state: 'waiting', problem: null }, client('pi-1', status), options)).toEqual(reason)
})

it('says what to do about a device that failed, then what the device says, whether it reports or not', () => {
  const failed = { state: 'failed', problem: { kind: 'not_written', message: 'EROFS' } } as const
  expect(contentReason(failed, client('pi-1', { freshness: 'silent', lastSeen }), { ...options, language: 'en' })).toEqual([
    'Not written. The SD card may be failing or read-only: check the warnings and the log of the device.', 'Message: “EROFS”'
  ])
})
