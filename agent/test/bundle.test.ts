import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../collector/test/until-all-end.ts'
import { runAgent, startAgent, writeConfig } from './agent-process.ts'
import { findCertificates } from './certificates.ts'
import { startStrictCollector } from './strict-collector.ts'

const root = new URL('../..', import.meta.url).pathname
/** As in the unit's ExecStart=. */
const nodeFlags = [
  '--max-semi-space-size=1',
  '--max-old-space-size=24',
  '--optimize-for-size',
  '--single-threaded',
  '--jitless',
  '--expose-gc'
]

let directory: string
let program: string
const ended = untilAllEnd()
beforeAll(() => {
  directory = temporaryDirectory(ended)
  execFileSync(process.execPath, [join(root, 'scripts/build.ts'), directory], { stdio: ['ignore', 'ignore', 'inherit'] })
  program = join(directory, 'mimamori-agent.js')
}, 60_000)

describe('the bundle', () => {
  test('says in its second line what it is', () => {
    const [first, second] = readFileSync(program, 'utf8').split('\n')
    expect(first).toBe('#!/usr/bin/env node')
    expect(second).toMatch(/^\/\/ mimamori-agent 0\.1\.0 \([\w.-]+\), Apache-2\.0$/)
  })

  test('holds no zod, no execa and no pino, and is below 285 kB', () => {
    const text = readFileSync(program, 'utf8')
    for (const name of ['ZodError', 'ExecaError', 'pino']) expect(text).not.toContain(name)
    expect(Buffer.byteLength(text)).toBeLessThan(285_000)
  })

  test('is in Latin-1, of which V8 keeps one byte for each character', () => {
    expect(readFileSync(program, 'utf8')).not.toMatch(/[^\x00-\xff]/)
  })

  test.each(['module', 'commonjs', undefined])('runs alone, also beside a package.json of type %s', async (type) => {
    const alone = temporaryDirectory()
    copyFileSync(program, join(alone, 'agent.js'))
    if (type !== undefined) writeFileSync(join(alone, 'package.json'), JSON.stringify({ type }))
    expect(await runAgent(['--version'], { program: join(alone, 'agent.js') })).toEqual({ code: 0, stdout: '0.1.0\n', stderr: '' })
  })

  test('ends without a word where its reader has seen enough, as head has', async () => {
    const { child, ended } = startAgent(['--help'], { program })
    child.stdout.destroy()
    expect(await ended).toEqual({ code: 0, stdout: '', stderr: '' })
  })

  /** Flags that have a program print, as its last line, which modules of these names Node has loaded. */
  const printLoaded = (names: RegExp): readonly string[] => {
    const script = join(temporaryDirectory(), 'loaded.cjs')
    writeFileSync(
      script,
      `process.on('exit', () => console.log('loaded: ' + process.moduleLoadList.filter((name) => ${names}.test(name)).join()))`
    )
    return [...nodeFlags, '--require', script]
  }

  test('loads no TLS where it reports over plain http', async () => {
    const collector = await startStrictCollector({})
    const { child, ended } = startAgent(['run', '--config', writeConfig(collector.url).file], {
      program,
      nodeFlags: printLoaded(/ (?:tls|crypto|https)$/)
    })
    await collector.waitFor(1)
    child.kill('SIGTERM')
    const { stdout } = await ended
    await collector.close()
    expect(stdout).toMatch(/^loaded: $/m)
  })

  test('reports and sends a shutdown report with the flags of the unit, over https, without loading undici', async () => {
    const collector = await startStrictCollector({ tls: true })
    const { child, ended } = startAgent(['run', '--config', writeConfig(collector.url, { CA_FILE: findCertificates().caFile }).file], {
      program, nodeFlags: printLoaded(/undici/), env: { UV_THREADPOOL_SIZE: '1', MALLOC_ARENA_MAX: '1' }
    })
    await collector.waitFor(2)
    child.kill('SIGTERM')
    const { code, stderr, stdout } = await ended
    await collector.close()
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout.trimEnd().split('\n').slice(-2)).toEqual(['level=info msg=stopping reason=stopped', 'loaded:'])
    expect(collector.received.at(-1)?.envelope.shutdownReason).toBe('stopped')
    expect(collector.violations).toEqual([])
  })

  test('goes on with the flags of the unit although other programs leave more metrics than its memory can hold, and says so', async () => {
    const collector = await startStrictCollector({})
    const files = temporaryDirectory()
    const lines = (count: number): string => Array.from({ length: count }, (_, i) => `h${String(i).padStart(6, '0')} 1\n`).join('')
    writeFileSync(join(files, 'a-small.prom'), 'small 1\n')
    writeFileSync(join(files, 'b-huge.prom'), lines(800_000))
    writeFileSync(join(files, 'c-fits.prom'), lines(6500))
    const { file, stateFile } = writeConfig(collector.url, { TEXTFILE_DIRECTORY: files })
    const { child, ended } = startAgent(['run', '--config', file], { program, nodeFlags })
    const [report] = await collector.waitFor(1)
    const failing = (): string | undefined =>
      (JSON.parse(readFileSync(stateFile, 'utf8')) as { failingCollectors: Record<string, string> }).failingCollectors['textfile']
    await vi.waitFor(
      () => {
        expect(failing()).toMatch(/b-huge\.prom: it has 8000000 bytes; \d+ are the most that is read/)
      },
      { timeout: 20_000 }
    )
    child.kill('SIGTERM')
    const { code, stderr } = await ended
    await collector.close()
    expect([code, stderr]).toEqual([0, ''])
    expect(report?.text).toMatch(/^small 1\n/m)
    expect(report?.text).toMatch(/^h006499 1\n/m)
    expect(report?.text).toMatch(/^node_textfile_scrape_error 1$/m)
  })

  test('says in one line which Node it needs where it is run by an older one', () => {
    const disguise = join(directory, 'old-node.cjs')
    writeFileSync(disguise, "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.4' } })")
    const { status, stderr } = spawnSync(process.execPath, ['--require', disguise, program, 'run'], { encoding: 'utf8', env: {} })
    expect([status, stderr]).toEqual([
      2,
      'mimamori-agent: needs Node.js 24 or later, and this is 18.20.4. Install Node.js 24 and run the same command again.\n'
    ])
  })

  test('of the exporter runs too', () => {
    expect(execFileSync(process.execPath, [join(directory, 'mimamori-exporter.js'), '--version'], { encoding: 'utf8' })).toMatch(
      /^mimamori-exporter 0\.1\.0 /
    )
  })
})
