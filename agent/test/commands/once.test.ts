import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseFamilies } from '@mimamori/exporter/text-format'
import { runAgent, writeConfig } from '../agent-process.ts'
import { startStrictCollector, type StrictCollector } from '../strict-collector.ts'

let collector: StrictCollector
beforeEach(async () => {
  collector = await startStrictCollector()
})
afterEach(async () => {
  await collector.close()
  expect(collector.violations).toEqual([])
})

describe('once', () => {
  test('pushes one report and says what became of it', async () => {
    const { code, stdout, stderr } = await runAgent(['once', '--config', writeConfig(collector.url).file])
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(new RegExp(`^${collector.url} accepted the report: 1 of \\d+ series\\.\\n$`))
    expect(collector.received.map(({ envelope: { kind, sequence, shutdownReason } }) => [kind, sequence, shutdownReason])).toEqual([
      ['report', 1, undefined]
    ])
  })

  test('fails with the reason when the report is not taken', async () => {
    collector.answerWith({ status: 403, body: { requestId: 'r', code: 'CLIENT_RETIRED', message: 'pi-kiosk-03 was retired' } })
    const { code, stdout } = await runAgent(['once', '--config', writeConfig(collector.url).file])
    expect([code, stdout]).toEqual([1, `${collector.url} did not accept the report: CLIENT_RETIRED: pi-kiosk-03 was retired\n`])
  })

  test.each(['--print', '--dry-run'])('%s shows the report and sends nothing', async (flag) => {
    const { code, stdout } = await runAgent(['once', flag, '--config', writeConfig(collector.url).file])
    expect(code).toBe(0)
    expect(parseFamilies(stdout).map(({ name }) => name)).toContain('node_load1')
    expect(collector.received).toEqual([])
  })

  test('has nowhere to send to with PUSH=no', async () => {
    const { code, stdout } = await runAgent(['once', '--config', writeConfig(collector.url, { PUSH: 'no', LISTEN: '127.0.0.1:0' }).file])
    expect([code, stdout]).toEqual([1, 'PUSH=no: no report is sent; use --print to show it.\n'])
  })
})

describe('the command line', () => {
  test('with a wrong configuration ends with 2 and all the mistakes', async () => {
    const { code, stderr } = await runAgent(['run', '--config', writeConfig('nowhere', { INTERVAL: 1 }).file])
    expect(code).toBe(2)
    expect(stderr).toMatch(
      /^The configuration \S+ has 2 mistakes:\n {2}line 1: API_BASE_URL: .*\n {2}line 7: INTERVAL is not .*; did you mean INTERVAL_SECONDS\?\n$/
    )
  })

  test('says it in Japanese where that is the language', async () => {
    const { stderr } = await runAgent(['run', '--config', writeConfig('nowhere').file], { env: { LANG: 'ja_JP.UTF-8' } })
    expect(stderr).toMatch(/^設定ファイル \S+ に誤りが 1 件あります：\n/)
  })

  test('finds the configuration that the environment names', async () => {
    expect((await runAgent(['once', '--print'], { env: { MIMAMORI_AGENT_CONFIG: writeConfig(collector.url).file } })).code).toBe(0)
  })

  test.each([
    [[], 'a command is missing'],
    [['rum'], 'unknown command "rum"; did you mean run?'],
    [['reload'], 'unknown command "reload"\n'],
    [['once', 'twice'], 'unknown command "once twice"\n'],
    [['once', '--pirnt'], 'unknown option --pirnt; did you mean --print?'],
    [['once', '--colour', '-v'], 'unknown option --colour\nunknown option -v\n'],
    [['once', '--config'], '--config needs a value\n'],
    [['once', '--config', '--print'], '--config needs a value\n'],
    [['once', '--print=yes'], '--print takes no value\n']
  ])('%j is refused with 2', async (args, sentence) => {
    const { code, stderr } = await runAgent(args)
    expect(code).toBe(2)
    expect(stderr).toContain(`mimamori-agent: ${sentence}`)
    expect(stderr).toContain('mimamori-agent --help shows how to use it.')
  })

  test('says what is wrong with a command line in Japanese, too', async () => {
    const { stderr } = await runAgent(['once', '--pirnt', '--config'], { env: { LANG: 'ja_JP.UTF-8' } })
    expect(stderr).toBe('mimamori-agent: オプション --pirnt はありません。--print ではありませんか\n--config には値が必要です\n使い方は mimamori-agent --help で表示されます。\n')
  })

  test('shows its version and its help', async () => {
    expect((await runAgent(['--version'])).stdout).toBe('0.1.0\n')
    expect((await runAgent(['--help'])).stdout).toMatch(/^Usage: mimamori-agent <command>/)
  })
})
