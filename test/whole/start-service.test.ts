import { existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { until } from '../../collector/test/until.ts'
import { boundLog } from '../../scripts/start/bound-log.ts'
import { startService } from '../../scripts/start/service.ts'

let directory: string
beforeEach(() => {
  directory = temporaryDirectory()
  vi.stubEnv('MIMAMORI_ADMIN_TOKEN', 'secret-of-the-administrator')
  vi.stubEnv('OTHER_SETTING', 'for everyone')
})
afterEach(() => {
  vi.unstubAllEnvs()
})

/** The environment that a service was started with, as it prints it. */
const environmentOf = async (options: { readonly env?: NodeJS.ProcessEnv }): Promise<Record<string, string>> => {
  const logFile = join(directory, 'service.log')
  const service = startService({ name: 'Test', logFile, argv: [process.execPath, '-p', 'JSON.stringify(process.env)'], ...options })
  expect(await service.exited).toStrictEqual({ code: 0, signal: null })
  return JSON.parse(readFileSync(logFile, 'utf8')) as Record<string, string>
}

it('gives a service our environment without the settings of the collector', async () => {
  const environment = await environmentOf({})
  expect(environment).toMatchObject({ OTHER_SETTING: 'for everyone' })
  expect(Object.keys(environment).filter((name) => name.startsWith('MIMAMORI_'))).toStrictEqual([])
})

it('gives the settings to the service that is started with them', async () => {
  expect(await environmentOf({ env: process.env })).toMatchObject({ MIMAMORI_ADMIN_TOKEN: 'secret-of-the-administrator' })
})

it('moves what a service prints aside, as often as it has become too much, in whole lines but for the last', async () => {
  const logFile = join(directory, 'service.log')
  const chatty = 'setInterval(() => { for (let i = 0; i < 100; i++) console.log("a line of the service") }, 1)'
  const service = startService({ name: 'Test', logFile, argv: [process.execPath, '-e', chatty], mostLogBytes: 100_000, checkLogEveryMs: 5 })
  await until('the log to be cut', () => existsSync(`${logFile}.previous`))
  const cut = statSync(`${logFile}.previous`).mtimeMs
  await until('the log to be cut again', () => statSync(`${logFile}.previous`).mtimeMs > cut)
  await service.stop()
  // The copy may end within a line that was being written.
  const whole = readFileSync(`${logFile}.previous`, 'utf8').split('\n').slice(0, -1)
  expect(new Set(whole)).toStrictEqual(new Set(['a line of the service']))
})

it.each([
  ['leaves alone a log that is not too large', 'x'.repeat(10), ['x'.repeat(10), 'of the start before']],
  ['moves a log that is too large aside', 'x'.repeat(11), ['', 'x'.repeat(11)]]
])('%s', (_what, written, [now, before]) => {
  const logFile = join(directory, 'service.log')
  writeFileSync(logFile, written)
  writeFileSync(`${logFile}.previous`, 'of the start before')
  boundLog(logFile, 10)
  expect([readFileSync(logFile, 'utf8'), readFileSync(`${logFile}.previous`, 'utf8')]).toStrictEqual([now, before])
})

it('empties a log that is too large also where there is no room for a copy', () => {
  const logFile = join(directory, 'service.log')
  writeFileSync(logFile, 'x'.repeat(11))
  symlinkSync('/dev/full', `${logFile}.previous`)
  boundLog(logFile, 10)
  expect([readFileSync(logFile, 'utf8'), existsSync(`${logFile}.previous`)]).toStrictEqual(['', false])
})
