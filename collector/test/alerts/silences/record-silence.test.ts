import { expect, test } from 'vitest'
import { silenceEnd } from '../../../src/alerts/silences/record-silence.ts'

test('the entry of a silence that is ended has what another program matched in it, whatever its labels are called', () => {
  const matcher = (name: string, value: string, isRegex = false) => ({ name, value, isRegex, isEqual: true })
  const { device, changes } = silenceEnd({
    id: 's',
    state: 'active',
    matchers: [matcher('device', 'pi-1'), matcher('reason', 'a label'), matcher('constructor', 'x'), matcher('site', 'n.*', true)],
    from: '2026-11-25T09:00:00.000Z',
    until: '2026-11-25T10:00:00.000Z',
    reason: 'power work',
    by: 'amtool'
  })
  expect(device).toBe('pi-1')
  expect(changes).toEqual(expect.arrayContaining([
    { field: 'device', before: 'pi-1', after: null },
    { field: 'matchers', before: ['reason="a label"', 'constructor="x"', 'site=~"n.*"'], after: null },
    { field: 'reason', before: 'power work', after: null }
  ]))
  expect(changes).toHaveLength(6)
})
