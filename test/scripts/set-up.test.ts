import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'

const setUp = pathToFileURL(join(import.meta.dirname, '../../scripts/setup/packages.js')).href
/** Nothing listens there. */
const registry = 'http://127.0.0.1:9'

const lockOf = (version: string, from = { resolved: `${registry}/thing/-/thing-${version}.tgz`, integrity: 'sha512-AAAA' }): string => JSON.stringify({
  name: 'checkout', version: '1.0.0', lockfileVersion: 3, requires: true,
  packages: {
    '': { name: 'checkout', version: '1.0.0', dependencies: { thing: version } },
    'node_modules/thing': { version, ...from },
    'node_modules/for-other-machines': { version: '1.0.0', integrity: 'sha512-BBBB', optional: true }
  }
})

/** A checkout whose packages are those of version 1.0.0 of a thing, and what becomes of them. */
const checkout = () => {
  const directory = temporaryDirectory()
  const file = (name: string, content: string): void => { writeFileSync(join(directory, name), content) }
  mkdirSync(join(directory, 'node_modules/thing'), { recursive: true })
  file('package.json', JSON.stringify({ name: 'checkout', version: '1.0.0', dependencies: { thing: '*' } }))
  file('package-lock.json', lockOf('1.0.0'))
  file('node_modules/.package-lock.json', lockOf('1.0.0'))
  file('node_modules/thing/index.js', '1.0.0')
  return {
    directory,
    comesTo: (version: string) => { file('package-lock.json', lockOf(version)) },
    /** Sets it up with the real npm, which has no network. */
    setUp: ({ env = {}, ...as }: { readonly env?: Readonly<Record<string, string>>, readonly uid?: number, readonly gid?: number } = {}) => spawnSync(process.execPath, ['--input-type=module', '--eval', `import { installPackages } from '${setUp}'; installPackages(process.cwd())`], {
      cwd: directory, encoding: 'utf8', ...as,
      env: { PATH: process.env['PATH'], HOME: directory, npm_config_registry: registry, npm_config_fetch_retries: '0', npm_config_cache: join(directory, 'cache'), ...env }
    }),
    thing: () => readFileSync(join(directory, 'node_modules/thing/index.js'), 'utf8')
  }
}

describe('setting a checkout up', () => {
  test('leaves packages alone that are right already, whatever else has changed in the lockfile', () => {
    const { directory, setUp } = checkout()
    writeFileSync(join(directory, 'package-lock.json'), lockOf('1.0.0').replace('"version":"1.0.0"', '"version":"1.1.0"'))
    expect(setUp({ env: { PATH: '/nowhere' } })).toMatchObject({ status: 0, stdout: '', stderr: '' })
  })

  test('installs what the lockfile asks for, and says so once', () => {
    const { directory, setUp } = checkout()
    mkdirSync(join(directory, 'source'))
    writeFileSync(join(directory, 'source/package.json'), JSON.stringify({ name: 'thing', version: '2.0.0' }))
    const packed = execFileSync('npm', ['pack', '--json', './source'], { cwd: directory, encoding: 'utf8', stdio: 'pipe', env: { PATH: process.env['PATH'], HOME: directory } })
    const [{ integrity }] = JSON.parse(packed) as [{ readonly integrity: string }]
    writeFileSync(join(directory, 'package-lock.json'), lockOf('2.0.0', { resolved: 'file:thing-2.0.0.tgz', integrity }))
    expect(setUp()).toMatchObject({ status: 0, stderr: expect.stringMatching(/^mimamori: installing the npm packages that this version needs/) as string })
    expect(JSON.parse(readFileSync(join(directory, 'node_modules/thing/package.json'), 'utf8'))).toMatchObject({ version: '2.0.0' })
    expect(existsSync(join(directory, '.node_modules-before'))).toBe(false)
    expect(setUp()).toMatchObject({ status: 0, stderr: '' })
  })

  test('says what to do where the packages cannot be had, and leaves those of before, so that what ran still runs', () => {
    const { directory, comesTo, setUp, thing } = checkout()
    comesTo('2.0.0')
    const { status, stderr } = setUp()
    expect(status, stderr).toBe(2)
    expect(stderr).toMatch(/^npm error .*127\.0\.0\.1:9/m)
    expect(stderr).toContain('mimamori: npm could not install the packages that this version needs; its message is above, and those that were here before are back. It needs the npm registry, or a mirror of it (npm config set registry URL), this once.')
    expect(stderr).toContain(`copy its folder node_modules to ${directory}, and run the same command again.`)
    expect([thing(), existsSync(join(directory, '.node_modules-before'))]).toEqual(['1.0.0', false])
    expect(setUp({ env: { LANG: 'ja_JP.UTF-8' } }).stderr).toContain('前からあったパッケージは元に戻しました')
  })

  test('puts back what a set-up that was killed has left beside', () => {
    const { directory, setUp, thing } = checkout()
    renameSync(join(directory, 'node_modules'), join(directory, '.node_modules-before'))
    mkdirSync(join(directory, 'node_modules/half'), { recursive: true })
    expect(setUp({ env: { PATH: '/nowhere' } })).toMatchObject({ status: 0, stderr: '' })
    expect([thing(), existsSync(join(directory, 'node_modules/half'))]).toEqual(['1.0.0', false])
  })

  test('names the command for an administrator where this account may not write in the checkout', () => {
    const { directory, comesTo, setUp, thing } = checkout()
    comesTo('2.0.0')
    chmodSync(directory, 0o555)
    const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
    const { status, stderr } = setUp(nobody)
    chmodSync(directory, 0o755)
    expect([status, stderr]).toEqual([2, `mimamori: this version needs other npm packages, and only who may write in ${directory} can install them. Once, as an administrator: cd ${directory} && sudo npm run -s mimamori -- --help\n`])
    expect(thing()).toBe('1.0.0')
  })
})
