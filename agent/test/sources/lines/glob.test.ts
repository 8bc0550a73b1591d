import { expect, test } from 'vitest'
import { createSelection, globToRegExp } from '../../../src/sources/lines/glob.ts'

test('a pattern is a shell’s', () => {
  expect(globToRegExp('kiosk-*.service').test('kiosk-browser.service')).toBe(true)
  expect(globToRegExp('kiosk-?.service').test('kiosk-12.service')).toBe(false)
  expect(globToRegExp('a.service').test('axservice')).toBe(false)
  expect(globToRegExp('/var/log/*.log').test('/var/log/a/b.log')).toBe(false)
  expect(globToRegExp(String.raw`dev-disk\x2dby.mount`).test(String.raw`dev-disk\x2dby.mount`)).toBe(true)
})

test('what is selected is left out again by a - before it; where only such are given, the rest is selected', () => {
  const kiosks = createSelection(['kiosk-*.service', '-kiosk-debug.service'])
  expect(['kiosk-a.service', 'kiosk-debug.service', 'cron.service'].filter(kiosks)).toEqual(['kiosk-a.service'])
  expect(['cron.service', 'ssh.service'].filter(createSelection(['-cron.service']))).toEqual(['ssh.service'])
})
