import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { untilAllEnd } from '../../../collector/test/until-all-end.ts'
import { createPlainDevice, describeWithEachShell } from './plain-program.ts'
import { startPlainCollector } from './plain-collector.ts'

describeWithEachShell('the settings of the plain program', (shell) => {
  const ended = untilAllEnd()

  test.each([
    ['bare', 'CLIENT_KEY=mmk_abc', 'mmk_abc'],
    ['with a comment behind it', 'CLIENT_KEY=mmk_abc  # of today', 'mmk_abc'],
    ['in double quotes, with their escapes', String.raw`export CLIENT_KEY = "a\"b\\c\$d\e"`, String.raw`a"b\c$d\e`],
    [
      'in single quotes, with the characters of a shell',
      "CLIENT_KEY='$(touch>pwned);`touch>pwned`\"@-#&|\\n%s'",
      '$(touch>pwned);`touch>pwned`"@-#&|\\n%s'
    ],
    ['from a file of Windows', '\uFEFFCLIENT_KEY=mmk_abc\r', 'mmk_abc']
  ])('are data: a key %s arrives as it is meant, and nothing is executed', async (_, line, key) => {
    const collector = await startPlainCollector(ended)
    const device = createPlainDevice({ shell })
    device.configure(
      `${line}\n\n# $(touch pwned)\nAPI_BASE_URL="${collector.url}/api/"\nCLIENT_ID=pi-zero-01\nLOCATION="$(touch pwned)"\nLOG_JOURNAL=no\nPROFILE=lean\n`
    )
    expect(await device.report()).toMatchObject({ code: 0 })
    expect(collector.requests.at(-1)).toMatchObject({ path: '/api/clients/status', key })
    expect(readdirSync(dirname(device.runDirectory)).sort()).toEqual(['agent.conf', 'run', 'state'])
    expect(existsSync(join(device.runDirectory, 'pwned'))).toBe(false)
  })

  test('are all checked at once, without showing a value', async () => {
    const device = createPlainDevice({ shell })
    device.configure(
      'API_BASE_URL=ftp://x/api\nCLIENT_ID=Pi_1\nCLIENT_KEY={{ vault_key }}\nREQUEST_TIMEOUT=1e3\nCA_FILE=/nonexistent\nLOG_JOURNAL=often\nLOG_PRIORITY=loud\nTHE-secret line\nX="open\n'
    )
    const { code, stderr } = await device.report()
    expect(code).toBe(2)
    for (const name of [
      'API_BASE_URL',
      'CLIENT_ID',
      'CLIENT_KEY',
      'REQUEST_TIMEOUT_SECONDS',
      'CA_FILE',
      'LOG_JOURNAL',
      'LOG_PRIORITY',
      'line 8',
      'line 9'
    ]) {
      expect(stderr).toContain(`agent.conf: ${name} `)
    }
    expect(stderr).not.toMatch(/vault|secret|open/)
  })

  test.each([
    'http://u:p@collector/api',
    'http://collector/',
    'http://collector/api?x',
    'https:///api',
    'http://a b/api',
    '-K/etc/passwd/api'
  ])('take %s for no address of a collector', async (address) => {
    const device = createPlainDevice({ shell })
    device.configure(`API_BASE_URL=${address}\nCLIENT_ID=pi-zero-01\nCLIENT_KEY=mmk_abc\n`)
    const { code, stderr } = await device.report()
    expect([code, stderr]).toEqual([2, expect.stringContaining('API_BASE_URL should be')])
  })

  test('are missed where there is no file, and an argument that it does not know ends it', async () => {
    const device = createPlainDevice({ shell })
    expect(await device.report()).toMatchObject({ code: 2, stderr: expect.stringContaining('there is no such file') })
    expect(await device.report(['--verbose'])).toMatchObject({ code: 2, stderr: expect.stringContaining('unexpected argument: --verbose') })
  })
})
