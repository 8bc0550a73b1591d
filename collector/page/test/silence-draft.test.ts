import { describe, expect, it } from 'vitest'
import { requestOf, silenceCommand, type SilenceDraft } from '../src/alerts/silences/silence-draft.ts'

const context = { timeZone: 'Asia/Tokyo', nowMs: Date.parse('2026-11-28T09:00:12Z') }
const draft = (change: Partial<SilenceDraft>): SilenceDraft => ({
  device: 'pi-kiosk-03',
  site: '',
  alertname: '',
  span: 2,
  from: '',
  until: '',
  reason: 'new display',
  by: '',
  ...change
})

describe('the form for a silence', () => {
  it('asks for a silence from now on, to the minute', () => {
    expect(requestOf(draft({ by: ' 田中 ' }), context)).toStrictEqual({
      device: 'pi-kiosk-03',
      until: '2026-11-28T11:01:00.000Z',
      reason: 'new display',
      by: '田中'
    })
  })

  it('asks for planned maintenance by the clocks of the server’s time zone', () => {
    expect(
      requestOf(draft({ device: '', site: 'north', span: 'planned', from: '2026-12-05T08:00', until: '2026-12-05T17:00' }), context)
    ).toStrictEqual({ site: 'north', from: '2026-12-04T23:00:00.000Z', until: '2026-12-05T08:00:00.000Z', reason: 'new display' })
  })

  it.each([
    ['target', { device: ' ' }],
    ['from', { span: 'planned', until: '2026-12-05T17:00' }],
    ['until', { span: 'planned', from: '2026-12-05T08:00' }],
    ['reason', { reason: ' ' }]
  ] as const)('names what is missing: %s', (wrong, change) => {
    expect(requestOf(draft(change), context)).toStrictEqual({ wrong })
  })
})

it('has a command for the same, in words that a shell takes as they are', () => {
  expect(silenceCommand({ site: '第二工場', until: '2026-11-28T11:00:00.000Z', reason: 'it\'s power; work' }))
    .toBe(String.raw`alerts silence --site '第二工場' --until 2026-11-28T11:00:00Z --reason 'it'\''s power; work'`)
})
