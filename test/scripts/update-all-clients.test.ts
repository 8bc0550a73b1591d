import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { until } from '../../collector/test/until.ts'
import { logsIn, runScript, startScript, writeSettings } from './admin-computer.ts'
import { begun, plan, run } from './printed-run.ts'
import { serverItself } from './server-itself.ts'
import { describeWithEachBash } from './shells.ts'

describeWithEachBash('update-all-clients.sh on the server itself', (bash) => {
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

  test('hands every flag on as it was given, and the language', async () => {
    server.checkout.behave({ stdout: begun })
    await update('--what', 'agent', '--limit', 'site_north:!pi-kiosk-03', '--revision=v2.1', '--canary', '2', '--wave', '25', '--max-failures', '0', '--soak', '30', '--at', '2026-03-14 22:00', '--window=22:00-05:00', '--only-failed', '20260313-080000-ffffff', '--check', '--yes', '--json', '--lang=ja')
    expect(server.checkout.calls()[0]!.arguments).toEqual(['--what', 'agent', '--limit', 'site_north:!pi-kiosk-03', '--revision', 'v2.1', '--canary', '2', '--wave', '25', '--max-failures', '0', '--soak', '30', '--at', '2026-03-14 22:00', '--window', '22:00-05:00', '--only-failed', '20260313-080000-ffffff', '--check', '--yes', '--json', '--lang', 'ja'])
  })

  test.each([
    [['--status'], ['--status']], [['--status', run], ['--status', run]], [['--status', '--json'], ['--status', '--json']],
    [[`--status=${run}`], ['--status', run]], [['--force', '--yes'], ['--force', '--yes']],
    [['--force', 'v2', '--yes'], ['--force', 'v2', '--yes']]
  ])('reads the optional value of %j', async (given, passed) => {
    server.checkout.behave({ stdout: `${run} succeeded\n` })
    await update(...given)
    expect(server.checkout.calls()[0]!.arguments).toEqual([...passed, '--lang', 'en'])
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

  test.each([['--queue'], ['--drop', 'pi-line-01'], ['--pin', 'pi-line-01'], ['--unpin', 'pi-line-01']])('hands %s on, and keeps no log of it, however often it names a run', async (...words) => {
    server.checkout.behave({ stdout: `pi-line-01 ${run}\npi-line-02 ${run}\n` })
    expect((await update(...words)).code).toBe(0)
    expect(server.checkout.calls()[0]!.arguments).toEqual([...words, '--lang', 'en'])
    expect(logsIn(logs())).toEqual([])
  })

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
    expect(server.checkout.calls()[0]!.arguments).toEqual(['--resume', '20260313-080000-ffffff', '--yes', '--lang', 'en'])
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
    expect([code, stderr]).toEqual([2, 'Error: no such module\nupdate-all-clients.sh: the update runner ended with code 1 before it began a run; its message is above. Nothing was started.\n'])
  })

  test('calls a run whose runner was killed not a success, and says how to look on', async () => {
    server.checkout.behave({ stdout: begun, staysUntil: join(server.directory, 'never') })
    const script = startScript({ bash, script: join(server.checkout.directory, 'scripts', 'update-all-clients.sh'), arguments: ['--yes'], home: server.home })
    await script.printed(run)
    process.kill(server.checkout.calls()[0]!.processId, 'SIGKILL')
    const { code, stderr } = await script.ended
    expect(code).toBe(1)
    expect(stderr).toContain(`If the server is still on, run ${run} continues there. To follow it again: ./scripts/update-all-clients.sh --attach ${run}`)
  })

  test('keeps the log and ends with 130 where Ctrl-C ended the looking on', async () => {
    server.checkout.behave({ stdout: begun, staysUntil: join(server.directory, 'never') })
    const script = startScript({ bash, script: join(server.checkout.directory, 'scripts', 'update-all-clients.sh'), arguments: ['--yes'], home: server.home })
    await script.printed(run)
    script.signal('SIGINT')
    expect((await script.ended).code).toBe(130)
    expect(log()).toContain(begun)
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

  test.each([['SIGHUP', 129], ['SIGTERM', 143]] as const)('keeps the log of a run that was begun where %s ends it', async (signal, exitCode) => {
    server.checkout.behave({ stdout: begun, staysUntil: join(server.directory, 'never') })
    const script = startScript({ bash, script: join(server.checkout.directory, 'scripts', 'update-all-clients.sh'), arguments: ['--yes'], home: server.home })
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

  test.skipIf(!existsSync('/dev/full'))('leaves the only copy of the output, and says where it is, where it cannot be kept on a full disk', async () => {
    server.checkout.behave({ stdout: `${begun}pi-kiosk-03 failed\n`, exitCode: 1 })
    mkdirSync(join(server.home, 'logs'))
    symlinkSync('/dev/full', join(server.home, 'logs', `update-${run}.log`))
    writeSettings(server.home, `LOG_DIRECTORY=${join(server.home, 'logs')}\n`)
    const { code, stderr } = await update('--yes')
    const [copy] = logsIn(join(server.home, 'logs')).filter((name) => name.startsWith('update-starting-'))
    expect([code, readFileSync(join(server.home, 'logs', copy!), 'utf8')]).toEqual([1, `${begun}pi-kiosk-03 failed\n`])
    expect(stderr).toContain(`it is in ${join(server.home, 'logs', copy!)}.`)
  })

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
    [['--hlep'], 'unknown flag --hlep; did you mean --help?'],
    [['--frobnicate', 'x'], 'unknown flag --frobnicate. All flags: update-all-clients.sh --help'],
    [['pi-kiosk-03'], 'expected only flags, got “pi-kiosk-03”.'],
    [['--plan=yes'], '--plan takes no value, got “yes”.'],
    [['--limit'], '--limit needs a value: expected devices or groups, such as pi-kiosk-03 or site_north, got nothing.'],
    [['--limit', '--yes'], '--limit: expected devices or groups, such as pi-kiosk-03 or site_north, got “--yes”.'],
    [['--wave', '0'], '--wave: expected a percentage from 1 to 100, got “0”.'],
    [['--wave', '101'], '--wave: expected a percentage from 1 to 100, got “101”.'],
    [['--canary', 'one'], '--canary: expected a whole number, 0 or more, got “one”.'],
    [['--max-failures', '-1'], '--max-failures: expected a whole number, 0 or more, got “-1”.'],
    [['--soak', '1441'], '--soak: expected minutes, from 1 to 1440, got “1441”.'],
    [['--at', 'tonight'], '--at: expected a time on the server, such as 22:00 or "2026-03-14 22:00", got “tonight”.'],
    [['--window', '22-5'], '--window: expected a time range, such as 22:00-05:00, got “22-5”.'],
    [['--attach', '2026'], '--attach: expected the id of a run, such as 20260314-093000-0a1b2c, got “2026”.'],
    [['--yes', '--yes'], '--yes was given twice.'],
    [['--lang', 'fr'], '--lang: expected ja or en, got “fr”.'],
    [['--limit', 'a\nb'], '--limit: expected one line of text, got a line break'],
    [['--server', '-oProxyCommand=x'], '--server: expected a server to reach over SSH']
  ])('refuses %j', async (words, message) => {
    server.checkout.behave({})
    const { code, stdout, stderr } = await update(...words)
    expect([code, stdout, server.checkout.calls()]).toEqual([2, '', []])
    expect(stderr).toContain(`update-all-clients.sh: ${message}`)
  })

  test.each([[{ LANG: 'ja_JP.UTF-8' }, ''], [{ LC_ALL: 'C' }, 'LANGUAGE=ja\n']])('speaks Japanese by %j and the settings %j', async (environment, settings) => {
    writeSettings(server.home, settings)
    const { stderr } = await runScript({ bash, script: join(server.checkout.directory, 'scripts', 'update-all-clients.sh'), arguments: ['--wave', '200'], home: server.home, environment })
    expect(stderr).toBe('update-all-clients.sh: --wave：1〜100 のパーセントを指定してください。今の値は「200」です。\n')
  })

  test('shows its help in both languages even where the settings are wrong', async () => {
    writeSettings(server.home, 'SERVR=a\n')
    const [english, japanese] = [await update('--help'), await update('--help', '--lang', 'ja')]
    expect([english.code, japanese.code]).toEqual([0, 0])
    const flagsOf = (text: string): readonly string[] => text.match(/^ {2}--[a-z-]+/gm) ?? []
    expect(flagsOf(english.stdout)).toEqual(flagsOf(japanese.stdout))
    expect(flagsOf(english.stdout)).toHaveLength(27)
  })
})
