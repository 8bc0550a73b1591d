import { describe, expect, test } from 'vitest'
import { compareFields } from '../../../src/platform/audit/compare-fields.ts'

describe('the fields of a change', () => {
  test('are those that differ, with their values before and after, at any depth', () => {
    const before = { name: 'Line 3', site: 'north', labels: { line: '3', shift: 'late' }, sites: ['north'], enabled: true }
    const after = { name: 'Line 3', site: 'south', labels: { line: '4' }, sites: ['north', 'south'], enabled: false }
    expect(compareFields(before, after)).toEqual([
      { field: 'site', before: 'north', after: 'south' },
      { field: 'labels.line', before: '3', after: '4' },
      { field: 'labels.shift', before: 'late', after: null },
      { field: 'sites', before: ['north'], after: ['north', 'south'] },
      { field: 'enabled', before: true, after: false }
    ])
  })

  test('of what is new or gone are all that say something', () => {
    const token = { role: 'viewer', note: undefined, site: '', sites: [], quietHours: null }
    expect(compareFields(undefined, token)).toEqual([{ field: 'role', before: null, after: 'viewer' }])
    expect(compareFields(token, undefined)).toEqual([{ field: 'role', before: 'viewer', after: null }])
  })

  test('show no secret, and still that it was changed, given or taken away', () => {
    const isSecret = (field: string): boolean => field === 'channel.url'
    const [first, second] = [{ channel: { url: 'http://a.lan/1' } }, { channel: { url: 'http://a.lan/2' } }]
    expect(compareFields(first, second, isSecret)).toEqual([{ field: 'channel.url', before: '***', after: '***' }])
    expect(compareFields(undefined, first, isSecret)).toEqual([{ field: 'channel.url', before: null, after: '***' }])
    expect(compareFields(first, first, isSecret)).toEqual([])
  })

  test('have passwords in a text masked, and long texts and lists cut', () => {
    expect(JSON.stringify(compareFields(undefined, { scrapeUrl: 'http://pi:hunter2secret@192.168.10.33:9100/metrics' }))).not.toContain(
      'hunter2secret'
    )
    const [{ after } = { after: null }] = compareFields(undefined, { body: 'x'.repeat(5000) })
    expect(after).toBe(`${'x'.repeat(500)}…`)
    const [{ after: items } = { after: null }] = compareFields(undefined, { matchers: Array.from({ length: 1000 }, String) })
    expect(items).toHaveLength(200)
  })
})
