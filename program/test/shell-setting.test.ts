import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSettingLines } from '../src/settings-file.ts'
import { shellSetting } from '../src/shell-setting.ts'

let directory: string
beforeAll(() => { directory = mkdtempSync(join(tmpdir(), 'mimamori-settings-')) })
afterAll(() => rmSync(directory, { recursive: true }))

const shellOf = (file: string, input = ''): string =>
  execFileSync('sh', ['-c', `${shellSetting}\nprintf %s "$(setting CLIENT_ID "$1")"`, 'sh', file], { encoding: 'utf8', input })

test.each([
  'CLIENT_ID=pi-1',
  ' export  CLIENT_ID = "pi-1" # of today',
  "CLIENT_ID='pi-1'",
  'CLIENT_ID=pi-1   # of today',
  'CLIENT_ID=pi-1\r',
  'CLIENT_ID=pi-0\nCLIENT_ID=pi-1',
  'CLIENT_ID=pi-1\nMY_CLIENT_ID=pi-2\nCLIENT_IDS=pi-3\n# CLIENT_ID=pi-4'
])('a shell on a device finds in %j what the agent finds', (content) => {
  const file = join(directory, 'agent.conf')
  writeFileSync(file, `API_BASE_URL=http://192.0.2.1/api\n${content}\n`)
  expect(readSettingLines(content).lines.findLast(({ key }) => key === 'CLIENT_ID')?.value).toBe('pi-1')
  expect(shellOf(file)).toBe('pi-1')
  expect(shellOf('-', content)).toBe('pi-1')
})

test('a shell on a device finds nothing, and says nothing, where there is no such file', () => {
  expect(shellOf(join(directory, 'missing.conf'))).toBe('')
})
