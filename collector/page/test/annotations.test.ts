import { describe, expect, it } from 'vitest'
import { annotationOf, runbookOf, worstFirst } from '../src/alerts/annotations.ts'
import type { AlertView } from '@mimamori/contract'

const alert = (change: Partial<AlertView>): AlertView => ({
  fingerprint: '9d3bf1a8b51a9c06',
  name: 'DeviceSilent',
  severity: 'critical',
  device: 'pi-kiosk-03',
  site: 'north',
  state: 'firing',
  startsAt: '2026-11-25T05:00:00.000Z',
  endsAt: null,
  offHours: false,
  suppression: null,
  labels: {},
  annotations: {},
  acknowledgement: null,
  notified: [],
  ...change
})

describe('an alert', () => {
  it('is shown in the reader’s language, else in English', () => {
    const annotations = { summary: 'A device is silent.', summary_ja: '報告のない端末があります。', description: 'Silent for 13h.' }
    expect(annotationOf({ annotations }, 'summary', 'ja')).toBe('報告のない端末があります。')
    expect(annotationOf({ annotations }, 'summary', 'en')).toBe('A device is silent.')
    expect(annotationOf({ annotations }, 'description', 'ja')).toBe('Silent for 13h.')
  })

  it.each([
    ['http://192.168.10.2:8080/admin/runbook/DeviceSilent', '/admin/runbook/DeviceSilent?lang=ja'],
    ['https://wiki.factory.lan/runbook?alert=DiskFull#steps', 'https://wiki.factory.lan/runbook?alert=DiskFull#steps'],
    ['https://wiki.factory.lan/admin/runbook/../../x', 'https://wiki.factory.lan/admin/runbook/../../x'],
    ['javascript:alert(1)', undefined],
    ['http://', undefined],
    [undefined, undefined]
  ])('with the runbook %s leads to %s', (url, href) => {
    expect(runbookOf({ annotations: url === undefined ? {} : { runbook_url: url } }, 'ja')).toBe(href)
  })

  it('stands above what is less severe, and above what began earlier, and what is suppressed is last; what names no severity of ours is a warning', () => {
    const list = [
      alert({ name: 'a', severity: 'page' }),
      alert({ name: 'b' }),
      alert({ name: 'c', startsAt: '2026-11-25T06:00:00.000Z' }),
      alert({ name: 'd', severity: 'info' }),
      alert({ name: 'e', suppression: { silencedBy: [], inhibitedBy: [] } })
    ]
    expect(worstFirst(list).map(({ name }) => name)).toEqual(['c', 'b', 'a', 'd', 'e'])
  })
})
