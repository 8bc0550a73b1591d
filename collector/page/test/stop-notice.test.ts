import { expect, it } from 'vitest'
import { stopNotice } from '../src/receivers/stop-notice.ts'
import { inLanguage } from './in-language.ts'

const device = { site: 'north', state: 'active', silentAfterSeconds: 43_200, downAfterSeconds: 600, downSeverity: 'warning' } as const
const line3 = { enabled: true, sites: [], severities: [], quietHours: null }
const closed = 'Where the site has opening hours, warnings wait until 30 minutes after it opens.'
const en = (receiver: Partial<Parameters<typeof stopNotice>[0]>, devices: Parameters<typeof stopNotice>[1] = [device]) =>
  stopNotice({ ...line3, ...receiver }, devices)

it('says within how long a receiver is told of a device that stops, with and without a shutdown', async () => {
  expect(en({})).toBe(`Without a shutdown: notified within 12 min. After a shutdown: notified within 12 h 17 min. ${closed}`)
  const japanese = (await inLanguage('ja', () => import('../src/receivers/stop-notice.ts'))).stopNotice
  expect(japanese(line3, [device])).toBe('シャットダウンせずに停止：12 分以内に通知。シャットダウン後：12 時間 17 分以内に通知。営業時間のある拠点では、警告は営業開始から 30 分後に通知。')
})

it('goes by the limits of the devices of its sites that are in use', () => {
  const devices = [
    device,
    { ...device, downAfterSeconds: 3600 },
    { ...device, site: 'south', downAfterSeconds: 300 },
    { ...device, state: 'retired', downAfterSeconds: 300 }
  ] as const
  expect(en({ sites: ['north'] }, devices)).toContain('notified within 12 min – 1 h 2 min.')
  expect(en({ sites: ['west'] }, devices)).toBe('None of its sites has a device in use.')
})

it('says what a receiver of critical alerts alone is not told', () => {
  expect(en({ severities: ['critical'] })).toBe(
    'Without a shutdown: no notification, because DeviceDown is a warning. The limits below can make it critical. After a shutdown: no notification, because DeviceSilent is a warning.'
  )
  expect(en({ severities: ['critical'] }, [device, { ...device, downSeverity: 'critical' }])).toContain(
    'Without a shutdown: notified within 12 min (1 of 2 devices; the severity of the others is not sent here).'
  )
})

it('says that warnings wait for the end of quiet hours, and that a disabled receiver gets nothing', () => {
  expect(en({ quietHours: { from: '22:00', to: '06:00', days: [], timeZone: null } })).toContain(
    'From 22:00 to 06:00, warnings wait until 06:00.'
  )
  expect(en({ enabled: false })).toBe('Nothing is sent: the receiver is disabled.')
})
