import { expect, test } from 'vitest'
import { BusyError, UsageError } from '../../src/platform/errors.ts'
import { reportError } from '../../src/devices/run.ts'
import { devicesText } from '../../src/devices/devices-texts.ts'

test.each([
  [new UsageError(['no server']), 2, /^mimamori-devices: no server\n$/],
  [new BusyError('another is in progress'), 75, /^another is in progress\n$/],
  [
    new TypeError('x is undefined'), 70,
    /^mimamori-devices: This is an error of Mimamori itself, .*\nTypeError: x is undefined\n {4}at .*report-error\.test\.ts/
  ]
] as const)('a command for devices that ends with %s has an exit code and words of its own', (error, exitCode, words) => {
  let said = ''
  expect(reportError(error, { writeError: (text) => { said += text } }, devicesText('en'))).toBe(exitCode)
  expect(said).toMatch(words)
})
