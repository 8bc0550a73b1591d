import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { version } from '../src/version.ts'
import { temporaryDirectory } from '../../test/temporary-directory.ts'

const script = join(import.meta.dirname, '../../bin/mimamori')
const main = join(import.meta.dirname, '../src/main.ts')

/** Nothing of what the tests are run with reaches the command, and it keeps nothing outside of its home. */
const environment = (home: string, more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  PATH: `${home}:/usr/bin:/bin`, HOME: home, NODE_COMPILE_CACHE: join(home, 'compiled'), ...more
})

describe('the installed command', () => {
  test('finds its checkout through a link on the PATH, from any folder', () => {
    const home = temporaryDirectory()
    symlinkSync(script, join(home, 'mimamori'))
    const { status, stdout, stderr } = spawnSync('mimamori', ['--version'], { cwd: '/', env: environment(home), encoding: 'utf8' })
    expect([status, stdout, stderr]).toEqual([0, `mimamori ${version}\n`, ''])
  })

  test.each([
    ['C', 'is not set up: run npm start there once'], ['ja_JP.UTF-8', '準備がまだです']
  ])('says in a terminal of %s what a checkout without its Node.js needs', (locale, expected) => {
    const checkout = temporaryDirectory()
    mkdirSync(join(checkout, 'collector', 'bin'), { recursive: true })
    cpSync(script, join(checkout, 'collector', 'bin', 'mimamori'))
    const { status, stderr } = spawnSync(join(checkout, 'collector', 'bin', 'mimamori'), ['--version'], {
      env: environment(checkout, { LC_ALL: locale }), encoding: 'utf8'
    })
    expect(status).toBe(1)
    expect(stderr).toContain(expected)
  })

  test('loads no library for a command that prints no table', () => {
    const home = temporaryDirectory()
    const list = join(home, 'loaded')
    writeFileSync(join(home, 'hook.mjs'), `import { registerHooks } from 'node:module'
import { appendFileSync } from 'node:fs'
registerHooks({ load (url, context, next) { appendFileSync(${JSON.stringify(list)}, url + '\\n'); return next(url, context) } })`)
    spawnSync(process.execPath, ['--import', join(home, 'hook.mjs'), main, 'help'], { env: environment(home) })
    const loaded = readFileSync(list, 'utf8').split('\n')
    expect(loaded.some((url) => url.endsWith('collector/cli/src/run.ts'))).toBe(true)
    expect(loaded.filter((url) => url.includes('/node_modules/'))).toEqual([])
    expect(loaded.filter((url) =>
      url.includes('/collector/contract/')).map((url) => url.replace(/.*\/contract\/src\//, '')).sort()).toEqual([
      'data-directory.ts', 'device-id-rule.ts', 'escape-controls.ts', 'old-keys.ts', 'on-behalf-of.ts', 'out-of-use.ts',
      'receivers/channel-table.ts', 'take-key-command.ts', 'text/lacking-space.ts', 'time-zone.ts'
    ])
  })
})
