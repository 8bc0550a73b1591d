import { describe, expect, it, test } from 'vitest'
import { scrapeFailureCodes } from '../../../src/devices/freshness/scrape-failure.ts'
import { reasonCodes, warningCodes } from '@mimamori/contract'
import { backupFailureReasons } from '@mimamori/contract/backup-state'
import { clockDoubts } from '../../../src/platform/clock/trust.ts'
import { diskTroubles } from '../../../src/platform/storage/errors.ts'
import { cliText } from '../../../cli/src/text/cli-text.ts'
import { formatBackupFailure, formatClockDoubt, formatDiskTrouble, formatReason, formatWarning, formatUnknownSenders } from '../../../src/devices/fleet-status/format-status.ts'
import { settings } from '../../../src/platform/config/settings.ts'
import { settingTextEn } from '../../../src/platform/config/setting-text.en.ts'
import { settingTextJa } from '../../../src/platform/config/setting-text.ja.ts'

const options = { timeZone: 'Asia/Tokyo', nowMs: Date.parse('2026-11-25T12:00:00Z') }
const device = { id: 'pi-kiosk-03', address: '192.0.2.3', site: 'east' }
/** Letters, and the punctuation between what is filled in. */
const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}、：（]/u

test.each([
  ['certificate', 'CERT_HAS_EXPIRED', /renew it/], ['certificate', 'CERT_NOT_YET_VALID', /clock/],
  ['certificate', 'ERR_TLS_CERT_ALTNAME_INVALID', /another name/], ['certificate', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', /install its CA/],
  ['status', '400', /https/], ['status', '401', /password/], ['status', '404', /port and path/], ['status', '503', /log/]
] as const)('a failed scrape with %s %s names its own next step', (code, detail, next) => {
  const reason = { code: 'scrape_failed', scrapeFailure: { code, detail } } as const
  expect(formatReason(reason, { ...device, scrapeUrl: 'http://192.0.2.3/' }, { ...options, language: 'en' })).toMatch(next)
})

describe.each(['en', 'ja'] as const)('in %s', (language) => {
  const inLanguage = { ...options, language }

  it.each(reasonCodes)('the reason %s is a sentence', (code) => {
    const sentence = formatReason({ code, atMs: options.nowMs - 60_000, scrapeFailure: { code: 'refused' } }, device, inLanguage)
    expect(sentence).not.toMatch(/undefined|NaN|\[object/)
    expect(japanese.test(sentence)).toBe(language === 'ja')
  })

  it.each(reasonCodes)(
    'the reason %s has no command for the server, whose directory and user it does not know, and one for the device with sudo',
    (code) => {
      expect(formatReason({ code, atMs: options.nowMs }, device, inLanguage)).not.toMatch(/npm run|(?<!sudo )(?:journal|system)ctl/)
    }
  )

  it('a key that was changed after the backup of a restored server has that backup in its sentence', () => {
    const sentence = formatReason({ code: 'key_refused', atMs: options.nowMs, backupMs: options.nowMs - 86_400_000 }, device, inLanguage)
    expect(sentence).toMatch(language === 'ja' ? /バックアップから復元/ : /changed after the backup of .*restored\. “New key”/)
  })

  it('devices that a restored server does not know are named, up to ten of them', () => {
    const say = (count: number): string => formatUnknownSenders(
      Array.from({ length: count }, (_, index) => `pi-${index}`), { takenMs: options.nowMs, restoredMs: options.nowMs }, inLanguage
    )
    expect(say(2)).toMatch(language === 'ja' ? /pi-0、pi-1。/ : /pi-0, pi-1\. /)
    expect(say(12)).toMatch(language === 'ja' ? /pi-9 ほか 2 台。/ : /pi-9 and 2 more\. /)
  })

  it('no sentence about a key says where the agent reads it, which differs from device to device', () => {
    const sentences = [
      ...(['key_refused', 'revoked'] as const).map((code) => formatReason({ code, atMs: options.nowMs }, device, inLanguage)),
      ...(['key_weak', 'key_rotating'] as const).map((code) => formatWarning({ code }, inLanguage))
    ]
    for (const sentence of sentences) expect(sentence).not.toMatch(/agent\.conf|CLIENT_KEY/)
  })

  it.each(scrapeFailureCodes)('the reason %s of a failed scrape is a sentence that shows no query', (code) => {
    const sentence = formatReason(
      { code: 'scrape_failed', scrapeFailure: { code, detail: '401' } },
      { ...device, scrapeUrl: 'http://192.0.2.3:9100/metrics?key=geheim' }, inLanguage
    )
    expect(sentence).not.toMatch(/undefined|geheim/)
    expect(sentence).toContain('http://192.0.2.3:9100/metrics')
    expect(japanese.test(sentence)).toBe(language === 'ja')
  })

  it.each(reasonCodes)('the reason %s speaks of no agent for a device that is only scraped', (code) => {
    const scraped = { ...device, scrapeUrl: 'http://192.0.2.3:9100/metrics?key=geheim' }
    const sentence = formatReason({ code, atMs: options.nowMs, scrapeFailure: { code: 'no_answer' } }, scraped, inLanguage)
    expect(sentence).not.toMatch(/geheim|undefined/)
    // Words of an agent alone, or a key that it sends.
    if (code !== 'goodbye_stopped' && code !== 'report_refused') expect(sentence).not.toMatch(/agent|エージェント/)
  })

  it.each(warningCodes)('the warning %s is a sentence', (code) => {
    const sentence = formatWarning(
      {
        code,
        value: 0.97,
        found: '192.0.2.9',
        expected: '192.0.2.3',
        senders: [{ address: '192.0.2.3', hostname: 'pi' }, { address: '192.0.2.9' }]
      },
      inLanguage
    )
    expect(sentence).not.toMatch(/undefined|NaN|\[object/)
    expect(japanese.test(sentence)).toBe(language === 'ja')
  })

  it.each(clockDoubts)('the doubt %s names the time that the clock shows', (doubt) => {
    expect(formatClockDoubt(doubt, { ...inLanguage, exactNow: '12:34:56' })).toContain('12:34:56')
  })

  it.each(backupFailureReasons)('the reason %s of a failed backup names its time and the command', (reason) => {
    const sentence = formatBackupFailure({ endedAt: new Date(options.nowMs).toISOString(), reason }, inLanguage)
    expect(sentence).toMatch(/\d\d:\d\d.*sudo mimamori backup$/)
    expect(japanese.test(sentence)).toBe(language === 'ja')
  })

  it.each(diskTroubles)('the trouble %s of the disk is a sentence', (trouble) => {
    expect(japanese.test(formatDiskTrouble(trouble, language))).toBe(language === 'ja')
  })
})

it('says when a device was switched off, in the time of its site', () => {
  const reason = { code: 'goodbye_poweroff', atMs: Date.parse('2026-11-25T09:02:00Z') } as const
  expect(formatReason(reason, device, { ...options, language: 'en' })).toBe('Switched off at 18:02. Switch it on when it is needed.')
  expect(formatReason(reason, device, { ...options, language: 'ja' })).toBe('18:02 に電源が切られました。使うときに電源を入れてください。')
})

it('repeats why a device is paused in the words of the administrator', () => {
  const reason = { code: 'paused', atMs: 0, untilMs: Date.parse('2026-11-27T00:00:00Z'), note: '棚卸し' } as const
  expect(formatReason(reason, device, { ...options, language: 'en' })).toMatch(/^Paused until Fri.*27 Nov.*09:00: 棚卸し\./)
})

it.each([[2820, '47 min ahead'], [-93_600, '1 d 2 h behind']])('says how far a clock is off: %i s is %s', (value, words) => {
  expect(formatWarning({ code: 'clock_wrong', value }, { ...options, language: 'en' })).toContain(words)
})

/** All texts of a catalogue with their keys, functions called with numbers or words as they take them. */
const texts = (catalogue: object, path = ''): [string, string][] =>
  Object.entries(catalogue).flatMap(([key, value]): [string, string][] => {
    if (typeof value === 'object' && value !== null) return texts(value as object, `${path}${key}.`)
    return [[`${path}${key}`, typeof value === 'function' ? String((value as (...args: unknown[]) => string)(30, 1000)) : String(value)]]
  })

it.each([
  ['the command line', cliText('en', 'sudo mimamori'), cliText('ja', 'sudo mimamori')],
  ['the settings', settingTextEn, settingTextJa],
  ['their purposes', Object.values(settings).map(({ purpose }) => purpose.en), Object.values(settings).map(({ purpose }) => purpose.ja)]
])('has %s in both languages, key by key', (_what, english, inJapanese) => {
  const other = new Map(texts(inJapanese))
  const keys = texts(english).map(([key]) => key)
  expect([...other.keys()].sort()).toStrictEqual([...keys].sort())
  for (const key of keys) expect(other.get(key), key).toMatch(japanese)
  for (const [key, text] of texts(english)) expect(text, key).not.toMatch(japanese)
})
