import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { startService } from '../../scripts/start/service.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'mimamori-service-'))
  vi.stubEnv('MIMAMORI_ADMIN_TOKEN', 'secret-of-the-administrator')
  vi.stubEnv('OTHER_SETTING', 'for everyone')
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(directory, { recursive: true })
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
