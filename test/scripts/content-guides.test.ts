import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startAgent, writeConfig } from '../../agent/test/agent-process.ts'
import { startCollector, type CollectorProcess } from '../../collector/test/collector-process.ts'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../collector/test/until-all-end.ts'
import { notYet, until } from '../../collector/test/until.ts'
import { guideStep, type GuideStep } from '../lab/guide-step.ts'
import { describeWith } from '../whole/processes.ts'
import { writeSettings } from './admin-computer.ts'
import { startSshServer, type SshServer } from './ssh-server.ts'

const repository = join(import.meta.dirname, '..', '..')
const languages = [['docs/guides', 'C.UTF-8'], ['docs/ja/guides', 'ja_JP.UTF-8']] as const
const ended = untilAllEnd()

describeWith('/usr/sbin/sshd', '/usr/bin/script')('over SSH', () => describe.each(languages)('%s about content, to the letter', (folder, language) => {
  let collector: CollectorProcess
  let agent: ReturnType<typeof startAgent>
  let sshd: SshServer
  let directory: string
  let home: string
  let content: string

  /** A line that is typed in the checkout, on a terminal, where `y` answers each question. /srv is in the test's directory. */
  const typed = async (line: string): Promise<{ readonly status: number | null, readonly output: string }> => {
    const command = line.replaceAll('/srv/', `${directory}/srv/`)
    const child = spawn('/usr/bin/script', ['--quiet', '--return', '--command', command, '/dev/null'], {
      cwd: repository, timeout: 120_000,
      env: { PATH: `${directory}/bin:/usr/bin:/bin`, HOME: home, LANG: language, SHELL: '/bin/bash', ...environment() }
    })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      output += piece
      if (piece.includes('[y/N]')) child.stdin.write('y\n')
    })
    const [status] = await once(child, 'close') as [number | null]
    return { status, output: output.replaceAll('\r', '') }
  }
  /** sudo drops what is set here; in its place stands an account that may read the collector's token itself. */
  const environment = () => ({
    MIMAMORI_DATA_DIR: collector.dataDirectory, MIMAMORI_LISTEN: collector.origin.host, MIMAMORI_INBOX_DIRECTORY: directory
  })
  const program = (name: string, line: string): void => {
    writeFileSync(join(directory, 'bin', name), `#!/bin/sh\n${line}\n`, { mode: 0o755 })
  }
  const step = (guide: string, number: number): GuideStep => guideStep(guide, number, folder)
  const untilShown = (path: string, text: string) => until(`pi-lobby shows ${text}`, () => {
    const file = join(content, path)
    const shown = existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
    return shown === text || notYet(shown)
  })
  const untilTyped = (line: string, pattern: RegExp) => until(`${line} shows ${pattern}`, async () => {
    const { output } = await typed(line)
    return pattern.test(output) ? { output } : notYet(output)
  })

  beforeAll(async () => {
    directory = temporaryDirectory(ended)
    home = join(directory, 'home')
    content = join(directory, 'content')
    for (const name of ['home', 'bin', 'srv', 'content']) mkdirSync(join(directory, name))
    collector = await startCollector({ dataDirectory: join(directory, 'data'), env: { MIMAMORI_REPORT_INTERVAL_SECONDS: '1' } })
    const register = async (id: string, site: string, labels = {}): Promise<string> =>
      (await collector.send('POST', '/api/clients', { body: { id, name: 'Lobby', site, role: 'signage', labels } })).body.key as string
    const { file } = writeConfig(`${collector.origin.href}api`, {
      CLIENT_ID: 'pi-lobby', CLIENT_KEY: await register('pi-lobby', 'north', { line: 'A' }), INTERVAL_SECONDS: 5,
      CONTENT_DIRECTORY: content, CONTENT_BYTES_PER_SECOND: 0
    }, ended)
    await register('pi-off', 'south')
    agent = startAgent(['run', '--config', file], { timeoutMs: 600_000 })
    sshd = await startSshServer({ directory, path: '/usr/bin:/bin', environment: environment() })
    writeSettings(home, `SERVER=pi-server\nSERVER_DIRECTORY=${repository}\nRUN_AS=\nSSH_CONFIG=${sshd.clientConfig}\n`)
    program('sudo', 'exec "$@"')
    program('mimamori', `exec '${process.execPath}' '${join(repository, 'collector/bin/mimamori.js')}' "$@"`)
  })
  afterAll(async () => {
    agent?.child.kill('SIGKILL')
    await Promise.all([agent?.ended, sshd?.stop(), collector?.stop()])
  })

  test('puts a folder on screens, shows who has it, and goes back', async () => {
    const guide = 'putting-content-on-screens'
    const signage = join(home, 'signage')
    mkdirSync(signage, { recursive: true })
    writeFileSync(join(signage, 'index.html'), 'one')
    // As large as in the guide.
    writeFileSync(join(signage, 'film.mp4'), Buffer.alloc(48_199_000))
    const { commands: [onComputer, onServer], shown: [published], text } = step(guide, 7)
    const first = await typed(onComputer!)
    expect([first.status, first.output]).toEqual([0, expect.stringContaining(published!)])
    const question = /`([^`]+(?:\[y\/N\]))`/.exec(text)![1]!
    expect(first.output).toContain(question)
    expect(first.output).toContain('pi-lobby')
    await untilShown('lobby-signage/current/index.html', 'one')

    cpSync(signage, join(directory, 'srv/signage'), { recursive: true })
    writeFileSync(join(directory, 'srv/signage/index.html'), 'two')
    const second = await typed(onServer!)
    expect([second.status, second.output]).toEqual([0, expect.stringContaining(question)])
    await untilShown('lobby-signage/current/index.html', 'two')

    const [list, show] = step(guide, 8).commands
    expect((await typed(list!)).output).toMatch(/^lobby-signage +2 .*48\.2 MB/m)
    await untilTyped(show!, /^pi-lobby +north +(?:up to date|最新) +2 .*\d\d:\d\d:\d\d/m)

    const [assign, rollBack, remove] = step(guide, 9).commands
    for (const line of [assign, rollBack, remove]) {
      const { status, output } = await typed(line!)
      expect([line, status, output]).toEqual([line, 0, expect.stringContaining('[y/N]')])
      if (line === assign) expect(output).toContain('pi-off')
      if (line === rollBack) await untilShown('lobby-signage/current/index.html', 'one')
    }
    expect((await collector.send('GET', '/api/content')).body.content).toEqual([])
    await untilShown('lobby-signage/current/index.html', 'one')
  })

  test('gives an application its settings, and refuses those that the schema does not allow', async () => {
    const guide = 'settings-for-an-application'
    const settings = join(home, 'signage-settings')
    mkdirSync(settings, { recursive: true })
    const { shown: [template, schema], text } = step(guide, 1)
    const [templateName, schemaName] = text.match(/settings\.(?:json\.template|schema\.json)(?=`)/g)!
    writeFileSync(join(settings, schemaName!), schema!)
    const { commands: [publish], text: publishing } = step(guide, 3)

    writeFileSync(join(settings, templateName), template!.replace('80', '180'))
    const refused = await typed(publish!)
    expect([refused.status, refused.output]).toEqual([1, expect.stringContaining(/`(settings\.json: \/brightness)`/.exec(publishing)![1]!)])
    writeFileSync(join(settings, templateName), template!)
    const { status, output } = await typed(publish!)
    expect([status, output]).toEqual([0, expect.stringContaining('pi-lobby')])
    expect(output).toMatch(/pi-off[ （(]+.*(?:needs the label line|ラベル line が)/)
    const lobby = '{"screen": "pi-lobby", "title": "Lobby", "site": "north", "line": "A", "brightness": 80}'
    await untilShown('signage-settings/current/settings.json', lobby)
    const { commands: [show], text: states } = step(guide, 4)
    const current = /(?:You should see|こうなれば OK)[^`「]*[`「]([^`」]+)[`」]/.exec(states)![1]!
    await untilTyped(show!, new RegExp(`^pi-lobby +north +${current} +1 `, 'm'))
  })
}))
