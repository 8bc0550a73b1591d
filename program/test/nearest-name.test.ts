import { expect, test } from 'vitest'
import cases from '../fixtures/nearest-names.json' with { type: 'json' }
import { nearestName, nearestNames } from '../src/nearest-name.ts'

test.each(cases.cases)('$typed was meant to be $meant', ({ typed, meant }) => {
  expect(nearestName(typed, cases.known)).toBe(meant)
})

test('a group of words is meant where only one goes on with it', () => {
  expect(nearestName('clock', ['clock confirm', 'devices list', 'devices show'])).toBe('clock confirm')
  expect(nearestName('devices', ['clock confirm', 'devices list', 'devices show'])).toBeUndefined()
})

test.each([
  ['two letters that have changed places are one slip, at the beginning', 'ab', 'ba'],
  ['and at the end', 'cab', 'cba'],
  ['three slips are borne in a long name', 'abcdefghijkl', 'abcdefghixyz']
])('%s', (_what, typed, known) => {
  expect(nearestName(typed, [known])).toBe(known)
})

test.each([
  ['four slips are too many, however long the name', 'abcdefghijklmnopqr', 'abcdefghijklmnwxyz'],
  ['two are too many in a short one', 'ab', 'xy'],
  ['letters with another between them have not changed places', 'abc', 'cba'],
  ['nothing was meant by nothing', '', 'a']
])('%s', (_what, typed, known) => {
  expect(nearestName(typed, [known])).toBeUndefined()
})

test('the nearest few are those that begin with what was typed, then the nearest, and none that is too far away', () => {
  const known = ['pi-kiosk-01', 'pi-kiosk-17', 'pi-kiosk-77a', 'pi-kiosk-07', 'gateway']
  expect(nearestNames('pi-kiosk-77', known, 3)).toEqual(['pi-kiosk-77a', 'pi-kiosk-17', 'pi-kiosk-07'])
  expect(nearestNames('printer', known, 3)).toEqual([])
  expect(nearestNames('', known, 3)).toEqual([])
})
