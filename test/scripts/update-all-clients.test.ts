import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { until } from '../../collector/test/until.ts'
import { logsIn, runScript, startScript, writeSettings } from './admin-computer.ts'
import { begun, plan, run } from './printed-run.ts'
import { serverItself } from './server-itself.ts'
import { describeWithOldestBash } from './shells.ts'

describeWithOldestBash('update-all-clients.sh on the server itself', (bash) => {
  const server = serverItself(bash)
  const { update } = server
  const logs = (): string => join(server.checkout.directory, 'logs')
  const log = (): string => readFileSync(join(logs(), `update-${run}.log`), 'utf8')

  test.each([0, 1, 3])('ends with the runner’s exit code %i and keeps what the run printed', async (exitCode) => {
    server.checkout.behave({ stdout: `${begun}pi-kiosk-03 updated\n`, stderr: 'Grafana is away\n', exitCode })
    const { code, stdout, stderr } = await update('--yes')
    expect([code, stdout, stderr]).toEqual([exitCode, `${begun}pi-kiosk-03 updated\n`, 'Grafana is away\n'])
    expect(logsIn(logs())).toEqual([`update-${run}.log`])
    expect(log().split('\n').sort()).toEqual(`${begun}pi-kiosk-03 updated\nGrafana is away\n`.split('\n').sort())
  })

  test.each([2, 75])('ends with the runner’s exit code %i and keeps no log of a run that was not begun', async (exitCode) => {
    server.checkout.behave({ stderr: `run ${run} by sato goes on since 09:30\n`, exitCode })
    expect(await update('--yes')).toEqual({ code: exitCode, stdout: '', stderr: `run ${run} by sato goes on since 09:30\n` })
    expect(logsIn(logs())).toEqual([])
  })

  test.each([
    [['--what', 'agent', '--limit', 'site_north:!pi-kiosk-03', '--revision=v2.1', '--at', '2026-03-14 22:00', '--json', '--lang=ja'], 'ja'],
    [['--status'], 'en'], [['--status', run], 'en'], [['--lang', 'ja', '--force', '--yes'], 'ja'], [['--frobnicate', 'pi-kiosk-03'], 'en']
  ])('hands on what was typed, and the language: %j', async (typed, language) => {
    server.checkout.behave({ stdout: begun })
    await update(...typed)
    const handed = typed.filter((word, index) => !word.startsWith('--lang') && typed[index - 1] !== '--lang')
    expect(server.checkout.calls()[0]!.arguments).toEqual([...handed, `--lang=${language}`])
  })

  test.each([['--plan'], ['--status'], ['--cancel', run]])('keeps no log of %s', async (...words) => {
    server.checkout.behave({ stdout: begun })
    expect((await update(...words)).code).toBe(0)
    expect(logsIn(logs())).toEqual([])
  })

  test('keeps no log where the plan was shown and nobody said yes', async () => {
    server.checkout.behave({ stdout: `${plan}Cancelled: nothing was started.\n`, exitCode: 1 })
    expect(await update()).toMatchObject({ code: 1, stderr: '' })
    expect(logsIn(logs())).toEqual([])
  })

  test.each([['--queue'], ['--drop', 'pi-line-01'], ['--pin', 'pi-line-01'], ['--unpin', 'pi-line-01']])(
    'hands %s on, and keeps no log of it, however often it names a run',
    async (...words) => {
      server.checkout.behave({ stdout: `pi-line-01 ${run}\npi-line-02 ${run}\n` })
      expect((await update(...words)).code).toBe(0)
      expect(server.checkout.calls()[0]!.arguments).toEqual([...words, '--lang=en'])
      expect(logsIn(logs())).toEqual([])
    }
  )

  test('gives the result of a run that --status names once', async () => {
    server.checkout.behave({ stdout: `{"run":"${run}"}\n`, exitCode: 1 })
    expect((await update('--status', '--json')).code).toBe(1)
  })

  test('ends with 3 where --catch-up began no run, since no device is back', async () => {
    server.checkout.behave({ stdout: 'Waiting for a device that has not reported again: pi-line-01\n', exitCode: 3 })
    expect((await update('--catch-up', '--yes')).code).toBe(3)
  })

  test('names the log after the run it began, not after the one that it continues', async () => {
    server.checkout.behave({ stdout: `${plan}Continues run 20260313-080000-ffffff\nagain 20260313-080000-ffffff\n${begun}` })
    await update('--resume', '20260313-080000-ffffff', '--yes')
    expect(server.checkout.calls()[0]!.arguments).toEqual(['--resume', '20260313-080000-ffffff', '--yes', '--lang=en'])
    expect(logsIn(logs())).toEqual([`update-${run}.log`])
  })

  test('names the log after the run it began, not after the one whose failures it repeats', async () => {
    server.checkout.behave({ stdout: `the failed of 20260313-080000-ffffff\n${begun}again those of 20260313-080000-ffffff\n` })
    await update('--only-failed', '20260313-080000-ffffff', '--yes')
    expect(logsIn(logs())).toEqual([`update-${run}.log`])
  })

  test('says what to do, with exit code 2, where the runner crashes before it began a run', async () => {
    server.checkout.behave({ stderr: 'Error: no such module\n', exitCode: 1 })
    const { code, stderr } = await update('--yes')
    expect([code, stderr]).toEqual([
      2,
      'Error: no such module\nupdate-all-clients.sh: the update runner ended with code 1 before it began a run; its message is above. Nothing was started.\n'
    ])
  })

  test('calls a run whose runner was killed not a success, and says how to look on', async () => {
    server.checkout.behave({ stdout: begun, staysUntil: join(server.directory, 'never') })
    const script = startScript({
      bash,
      script: join(server.checkout.directory, 'scripts', 'update-all-clients.sh'),
      arguments: ['--yes'],
      home: server.home
    })
    await script.printed(run)
    process.kill(server.checkout.calls()[0]!.processId, 'SIGKILL')
    const { code, stderr } = await script.ended
    expect(code).toBe(1)
    expect(stderr).toContain(
      `If the server is still on, run ${run} continues there. To follow it again: ./scripts/update-all-clients.sh --attach ${run}`
    )
  })

  test('keeps the log where Ctrl-C comes twice', async () => {
    server.checkout.behave({ stdout: begun, exitCode: 1 })
    const tools = join(server.directory, 'tools')
    mkdirSync(tools)
    // The second one, at the latest possible time.
    writeFileSync(join(tools, 'grep'), '#!/bin/sh\nkill -INT 0\nPATH=/usr/bin:/bin exec grep "$@"\n', { mode: 0o755 })
    const { code, stderr } = await runScript({
      bash, script: join(server.checkout.directory, 'scripts', 'update-all-clients.sh'), arguments: ['--yes'], home: server.home,
      environment: { PATH: `${tools}:/usr/bin:/bin` }
    })
    expect([code, stderr]).toEqual([1, ''])
    expect(log()).toBe(begun)
  })

  test.each([
    ['SIGHUP', 129],
    ['SIGTERM', 143]
  ] as const)('keeps the log of a run that was begun where %s ends it', async (signal, exitCode) => {
    server.checkout.behave({ stdout: begun, staysUntil: join(server.directory, 'never') })
    const script = startScript({
      bash,
      script: join(server.checkout.directory, 'scripts', 'update-all-clients.sh'),
      arguments: ['--yes'],
      home: server.home
    })
    await script.printed(run)
    // What copies the output writes to the terminal first.
    await until('the log has it, too', () => logsIn(logs()).some((name) => readFileSync(join(logs(), name), 'utf8').includes(begun)))
    script.signal(signal)
    expect((await script.ended).code).toBe(exitCode)
    expect(logsIn(logs())).toEqual([`update-${run}.log`])
    expect(log()).toContain(begun)
  })

  test('keeps no log where a closed terminal ends it before a run was begun', async () => {
    server.checkout.behave({ stdout: plan, staysUntil: join(server.directory, 'never') })
    const script = startScript({ bash, script: join(server.checkout.directory, 'scripts', 'update-all-clients.sh'), home: server.home })
    await script.printed(run)
    script.signal('SIGHUP')
    expect((await script.ended).code).toBe(129)
    expect(logsIn(logs())).toEqual([])
  })

  test('goes on in the same log when it is attached again', async () => {
    server.checkout.behave({ stdout: `${begun}pi-kiosk-03\n`, exitCode: 0 })
    await update('--yes')
    await update('--attach', run)
    expect(log()).toBe(`${begun}pi-kiosk-03\n${begun}pi-kiosk-03\n`)
  })

  test('keeps logs in LOG_DIRECTORY, and in ~ where it says so', async () => {
    server.checkout.behave({ stdout: begun })
    writeSettings(server.home, 'LOG_DIRECTORY = "~/update logs" # beside the photos\n')
    expect((await update('--yes')).code).toBe(0)
    expect(logsIn(join(server.home, 'update logs'))).toEqual([`update-${run}.log`])
  })

  test.skipIf(!existsSync('/dev/full'))(
    'leaves the only copy of the output, and says where it is, where it cannot be kept on a full disk',
    async () => {
      server.checkout.behave({ stdout: `${begun}pi-kiosk-03 failed\n`, exitCode: 1 })
      mkdirSync(join(server.home, 'logs'))
      symlinkSync('/dev/full', join(server.home, 'logs', `update-${run}.log`))
      writeSettings(server.home, `LOG_DIRECTORY=${join(server.home, 'logs')}\n`)
      const { code, stderr } = await update('--yes')
      const [copy] = logsIn(join(server.home, 'logs')).filter((name) => name.startsWith('update-starting-'))
      expect([code, readFileSync(join(server.home, 'logs', copy!), 'utf8')]).toEqual([1, `${begun}pi-kiosk-03 failed\n`])
      expect(stderr).toContain(`it is in ${join(server.home, 'logs', copy!)}.`)
    }
  )

  test('begins nothing where the log cannot be written', async () => {
    server.checkout.behave({ stdout: begun })
    writeFileSync(join(server.home, 'file'), '')
    writeSettings(server.home, `LOG_DIRECTORY=${join(server.home, 'file')}\n`)
    const { code, stderr } = await update('--yes')
    expect([code, server.checkout.calls()]).toEqual([2, []])
    expect(stderr).toContain(`cannot write to ${join(server.home, 'file')}`)
  })

  test('says what to do where there is neither a server nor a set-up checkout', async () => {
    rmSync(join(server.checkout.directory, 'node_modules'), { recursive: true })
    const { code, stderr } = await update()
    expect(code).toBe(2)
    expect(stderr).toContain('Set the server with --server HOST')
  })

  test.each([
    [['--lang', 'fr'], '--lang: expected ja or en, got “fr”.'],
    [['--limit', 'a\nb'], 'expected one line of text in each argument, got a line break'],
    [
      ['--server', '-oProxyCommand=x'],
      '--server: expected a host name, an address, user@host or a name from ~/.ssh/config, got “-oProxyCommand=x”.'
    ],
    [['--server', 'pi-1', '--server=pi-2'], '--server may be given only once.'],
    [['--lang=en', '--plan', '--lang', 'en'], '--lang may be given only once.'],
    [['--plan', '--server'], '--server: expected a host name, an address, user@host or a name from ~/.ssh/config, got “”.']
  ])('refuses %j before it starts anything', async (words, message) => {
    server.checkout.behave({})
    const { code, stdout, stderr } = await update(...words)
    expect([code, stdout, server.checkout.calls()]).toEqual([2, '', []])
    expect(stderr).toContain(`update-all-clients.sh: ${message}`)
  })

  test.each([
    [{ LANG: 'ja_JP.UTF-8' }, ''],
    [{ LC_ALL: 'C' }, 'LANGUAGE=ja\n']
  ])('speaks Japanese by %j and the settings %j', async (environment, settings) => {
    writeSettings(server.home, settings)
    const script = join(server.checkout.directory, 'scripts', 'update-all-clients.sh')
    const { stderr } = await runScript({ bash, script, arguments: ['--server', ''], home: server.home, environment })
    expect(stderr).toBe(
      'update-all-clients.sh: --server：ホスト名、アドレス、user@host、または ~/.ssh/config の名前を指定してください。今の値は「」です。\n'
    )
  })

  test('shows its own help, then the help of the runner, in both languages', async () => {
    server.checkout.behave({ help: 'Usage: mimamori-runner\n' })
    const [english, japanese] = [await update('--help'), await update('-h', '--lang', 'ja')]
    for (const { code, stdout, stderr } of [english, japanese]) {
      expect([code, stderr]).toEqual([0, ''])
      expect(stdout).toMatch(/ --server [^]* SERVER_DIRECTORY [^]*\nUsage: mimamori-runner\n$/)
    }
    expect(server.checkout.calls().map((call) => call.arguments)).toEqual([['--help', '--lang=en'], ['--help', '--lang=ja']])
  })

  test('shows its own help even if the settings are wrong, and says where the rest is', async () => {
    writeSettings(server.home, 'SERVR=a\n')
    const { code, stdout, stderr } = await update('--help')
    expect([code, stdout, stderr]).toEqual([
      0,
      expect.stringContaining('The server lists the other options: set SERVER, or give --server HOST'),
      expect.stringContaining('unknown setting SERVR')
    ])
  })
})
