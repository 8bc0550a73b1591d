import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, existsSync, globSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { build } from 'esbuild'
import { describe, expect, test } from 'vitest'
// @ts-expect-error: plain JavaScript, read by whatever Node sets the checkout up
import { areInstalled as areInstalledIn, linkWorkspaces as linkWorkspacesIn } from '../../scripts/setup/packages.js'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { checkout } from './checkout.ts'

const areInstalled = areInstalledIn as (root: string, options: { readonly withDevelopment: boolean }) => boolean
const linkWorkspaces = linkWorkspacesIn as (root: string) => void
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
/** No npm is there to be asked. */
const withoutNpm = { env: { PATH: '/nowhere' } }

describe('setting a checkout up', () => {
  test('installs nothing for who asks a verb for help, and says where that is', async () => {
    const directory = temporaryDirectory()
    for (const part of [
      'package.json', 'scripts/run.sh', 'scripts/setup.js', 'scripts/setup'
    ]) cpSync(join(import.meta.dirname, '../..', part), join(directory, part), { recursive: true })
    const { start } = (JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as { scripts: { start: string } }).scripts
    const { status, stderr } = spawnSync('sh', ['-c', `${start} --help`], {
      cwd: directory, encoding: 'utf8', env: { PATH: process.env['PATH'] }
    })
    expect([status, stderr]).toEqual([
      0, expect.stringMatching(/^mimamori: nothing is set up here yet\. .*npm start -- --help lists its settings/)
    ])
    expect(readdirSync(directory).sort()).toEqual(['package.json', 'scripts'])
  })

  test('leaves packages alone that are right already, whatever else has changed in the lockfile', async () => {
    const { directory, file, setUp } = checkout()
    file('package-lock.json', readFileSync(join(directory, 'package-lock.json'), 'utf8').replace('"version":"1.0.0"', '"version":"1.1.0"'))
    expect(await setUp(withoutNpm)).toEqual({ status: 0, stderr: '' })
  })

  test('installs what the lockfile asks for, and says so once', async () => {
    const { directory, comesToWithin, setUp, thing } = checkout()
    comesToWithin('2.0.0')
    expect(await setUp()).toEqual({
      status: 0,
      stderr: expect.stringMatching(/^mimamori: installing the npm packages that this command needs.*\n+added 2 packages.*\n$/) as string
    })
    expect([thing(), existsSync(join(directory, '.packages-new'))]).toEqual(['2.0.0', false])
    expect(await setUp(withoutNpm)).toEqual({ status: 0, stderr: '' })
  })

  test('installs the packages for development only if they are asked for, and keeps them from then on', async () => {
    const { comesToWithTool, hasTool, setUp, thing } = checkout()
    comesToWithTool('2.0.0')
    expect([(await setUp()).status, thing(), hasTool()]).toEqual([0, '2.0.0', false])
    expect([(await setUp({ withDevelopment: true })).status, hasTool()]).toEqual([0, true])
    expect(await setUp(withoutNpm)).toEqual({ status: 0, stderr: '' })
    comesToWithTool('3.0.0')
    expect([(await setUp()).status, thing(), hasTool()]).toEqual([0, '3.0.0', true])
    expect(await setUp({ ...withoutNpm, withDevelopment: true })).toEqual({ status: 0, stderr: '' })
  })

  test('links the workspaces, their programs and Node.js so that they are those of the checkout', async () => {
    const { directory, comesToWithin, setUp } = checkout()
    comesToWithin('2.0.0')
    await setUp()
    expect(JSON.parse(readFileSync(join(directory, 'node_modules/room/package.json'), 'utf8'))).toMatchObject({ name: 'room' })
    const program = join(directory, 'node_modules/.bin/room')
    expect(execFileSync(join(directory, 'node_modules/.bin/node'), [program], { encoding: 'utf8' })).toBe('of the checkout\n')
  })

  test('takes a workspace that has come since for no missing package, and links it without npm', () => {
    const { directory, file } = checkout()
    file('node_modules/.package-lock.json', '{"packages":{"node_modules/thing":{"version":"1.0.0","integrity":"sha512-AAAA"}}}')
    expect(areInstalled(directory, { withDevelopment: false })).toBe(true)
    for (let time = 0; time < 2; time++) linkWorkspaces(directory)
    expect(JSON.parse(readFileSync(join(directory, 'node_modules/room/package.json'), 'utf8'))).toMatchObject({ name: 'room' })
  })

  test('says what to do where the packages cannot be had, and leaves those of before, so that what ran still runs', async () => {
    const { directory, comesTo, setUp, thing } = checkout()
    comesTo('2.0.0')
    const { status, stderr } = await setUp()
    expect(status, stderr).toBe(2)
    expect(stderr).toMatch(/^npm error .*127\.0\.0\.1:9/m)
    expect(stderr).toContain('mimamori: the npm packages that were installed before are unchanged.\n')
    expect(stderr).toContain(
      'mimamori: npm could not install the packages that this version needs; its message is above. This time, it needs the npm registry or a mirror of it (npm config set registry URL).'
    )
    expect(stderr).toContain(`copy its folder node_modules to ${directory}, and run the same command again.`)
    expect([thing(), existsSync(join(directory, '.packages-new'))]).toEqual(['1.0.0', false])
    expect((await setUp({ env: { LANG: 'ja_JP.UTF-8' } })).stderr).toContain('前からあった npm パッケージはそのまま残っています')
  })

  test('speaks of no packages of before where there were none', async () => {
    const { directory, setUp } = checkout()
    rmSync(join(directory, 'node_modules'), { recursive: true })
    const { status, stderr } = await setUp()
    expect(status).toBe(2)
    expect(stderr).toContain('npm could not install')
    expect(stderr).not.toContain('before')
  })

  test('leaves those of before in their place while npm is at work, so that a kill in the middle costs nothing', async () => {
    const { comesTo, start, thing } = checkout()
    const silent = createServer().listen(0, '127.0.0.1')
    await once(silent, 'listening')
    comesTo('2.0.0', { resolved: `http://127.0.0.1:${(silent.address() as AddressInfo).port}/thing-2.0.0.tgz`, integrity: 'sha512-AAAA' })
    const child = start()
    const closed = once(child, 'close')
    await once(silent, 'request')
    expect(thing()).toBe('1.0.0')
    process.kill(-child.pid!, 'SIGKILL')
    await closed
    silent.closeAllConnections()
    silent.close()
    expect(thing()).toBe('1.0.0')
  })

  test('keeps good packages where half-deleted ones of an earlier set-up lie beside them', async () => {
    const { directory, comesTo, file, setUp, thing } = checkout()
    file('.packages-new/before/half/index.js', '0.9.0')
    comesTo('2.0.0')
    expect((await setUp()).status).toBe(2)
    expect([thing(), existsSync(join(directory, 'node_modules/half'))]).toEqual(['1.0.0', false])
  })

  test('clears away what a set-up that was cut off has left, also where the packages are right', async () => {
    const { directory, file, setUp, thing } = checkout()
    file('.packages-new/before/half/index.js', '0.9.0')
    expect(await setUp(withoutNpm)).toEqual({ status: 0, stderr: '' })
    expect([thing(), existsSync(join(directory, '.packages-new'))]).toEqual(['1.0.0', false])
  })

  test('puts those of before back where it was cut off as they changed places', async () => {
    const { directory, comesTo, setUp, thing } = checkout()
    mkdirSync(join(directory, '.packages-new'))
    renameSync(join(directory, 'node_modules'), join(directory, '.packages-new/before'))
    comesTo('2.0.0')
    expect((await setUp()).status).toBe(2)
    expect([thing(), existsSync(join(directory, '.packages-new'))]).toEqual(['1.0.0', false])
  })

  test.each(['', '{"packages":{"node_mod', 'null', '{}'])(
    'takes nothing for installed if the list of what is installed is damaged: “%s”',
    (list) => {
      const { directory, file } = checkout()
      expect(areInstalled(directory, { withDevelopment: false })).toBe(true)
      file('node_modules/.package-lock.json', list)
      expect(areInstalled(directory, { withDevelopment: false })).toBe(false)
    }
  )

  test('lets one of two at the same time do the work, and the other wait for it', async () => {
    const { directory, comesToWithin, file, setUp, thing } = checkout()
    comesToWithin('2.0.0')
    const npm = execFileSync('sh', ['-c', 'command -v npm'], { encoding: 'utf8' }).trim()
    file('bin/npm', `#!/bin/sh\necho run >> '${join(directory, 'npm-runs')}'\nexec '${npm}' "$@"\n`)
    chmodSync(join(directory, 'bin/npm'), 0o755)
    const env = { PATH: `${join(directory, 'bin')}:${process.env['PATH']}` }
    expect((await Promise.all([setUp({ env }), setUp({ env })])).map(({ status }) => status)).toEqual([0, 0])
    expect([thing(), readFileSync(join(directory, 'npm-runs'), 'utf8')]).toEqual(['2.0.0', 'run\n'])
  })

  test('waits for the npm of a set-up that was killed, which may be writing still', async () => {
    const { directory, comesToWithin, file, setUp, start, thing } = checkout()
    comesToWithin('2.0.0')
    const npm = execFileSync('sh', ['-c', 'command -v npm'], { encoding: 'utf8' }).trim()
    file('bin/npm', '#!/bin/sh\necho begin >&2\necho begin >> ../runs\nuntil [ -e ../go ]; do sleep 0.1; done\nsleep 1\n' +
      `echo end >> ../runs\n[ "$(wc -l < ../runs)" -gt 2 ] && exec '${npm}' "$@"\n`)
    chmodSync(join(directory, 'bin/npm'), 0o755)
    const env = { PATH: `${join(directory, 'bin')}:${process.env['PATH']}` }
    const killed = start({ env })
    for await (const chunk of killed.stderr as AsyncIterable<Buffer>) if (chunk.includes('begin')) break
    process.kill(killed.pid!, 'SIGKILL')
    execFileSync('sh', ['-c', 'kill -9 "$(pgrep -g "$0" -f install.js)"', String(killed.pid)])
    const next = setUp({ env })
    file('go', '')
    expect((await next).status).toBe(0)
    expect([thing(), readFileSync(join(directory, 'runs'), 'utf8')]).toEqual(['2.0.0', 'begin\nend\nbegin\nend\n'])
  })

  test.each([
    ['in the checkout', '.'],
    ['in its packages, which somebody else has installed,', 'node_modules']
  ])('names the command for an administrator where this account may not write %s', async (_where, closed) => {
    const { directory, comesTo, setUp, thing } = checkout()
    comesTo('2.0.0')
    chmodSync(directory, 0o777)
    chmodSync(join(directory, closed), 0o555)
    const { status, stderr } = await setUp(nobody)
    chmodSync(join(directory, closed), 0o755)
    expect([status, stderr]).toEqual([
      2,
      `mimamori: this version needs other npm packages, and only a user with write access to ${directory} can install them. Run this once as an administrator: cd ${directory} && sudo node scripts/setup.js\n`
    ])
    expect(thing()).toBe('1.0.0')
  })

  test('is no obstacle to an account that may only read where the packages are right', async () => {
    const { directory, file, setUp } = checkout()
    file('.packages-new/before/half/index.js', '0.9.0')
    chmodSync(directory, 0o555)
    const result = await setUp({ ...withoutNpm, ...nobody })
    chmodSync(directory, 0o755)
    expect(result).toEqual({ status: 0, stderr: '' })
  })
})

test('what runs without the packages for development imports none of them', async () => {
  const root = join(import.meta.dirname, '../..')
  const files = ['{agent,exporter,collector,collector/cli,ansible/runner,dashboards,program}/src/**/*.ts', 'scripts/**/*.ts']
    .flatMap((pattern) => globSync(pattern, { cwd: root }))
  const { metafile } = await build({
    stdin: { contents: files.map((file) => `import './${file}'`).join('\n'), resolveDir: root }, bundle: true, write: false, metafile: true,
    packages: 'external', platform: 'node', format: 'esm', outfile: 'unused', logLevel: 'silent'
  })
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, { dev?: boolean }> }
  const packageOf = (path: string): string => path.split('/').slice(0, path.startsWith('@') ? 2 : 1).join('/')
  const imported = Object.entries(metafile.inputs).flatMap(([file, { imports }]) =>
    imports.filter(({ external, path }) => external && !path.startsWith('node:')).map(({ path }) => [packageOf(path), file] as const))
  expect(imported.length).toBeGreaterThan(50)
  expect(imported.filter(([name]) => packages[`node_modules/${name}`]?.dev !== undefined)).toEqual([])
})

test('the lockfile asks for what the packages of this checkout ask for, no less and no more', () => {
  const root = join(import.meta.dirname, '../..')
  type Wants = Readonly<Record<string, unknown>>
  const read = (file: string): Wants => JSON.parse(readFileSync(join(root, file), 'utf8')) as Wants
  const wanted = ({ dependencies = {}, devDependencies = {}, optionalDependencies = {} }: Wants): Wants => ({
    dependencies,
    devDependencies,
    optionalDependencies
  })
  const recorded = Object.entries(read('package-lock.json')['packages'] as Readonly<Record<string, Wants>>).filter(
    ([path]) => !path.includes('node_modules/')
  )
  expect(recorded.length).toBeGreaterThan(3)
  for (const [path, entry] of recorded) expect(wanted(entry), path).toEqual(wanted(read(join(path, 'package.json'))))
})
