import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { ClientStatus } from '@mimamori/contract'
import { refusal, startPlainCollector, type PlainCollector } from '../../agent/test/plain/plain-collector.ts'
import { createPlainDevice, describeWithEachShell, type PlainDevice } from '../../agent/test/plain/plain-program.ts'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../collector/test/until-all-end.ts'
import { canStartJournal, startPrivateJournal, type PrivateJournal } from '../bench/private-journal.ts'
import { freePort } from '../../collector/test/free-port.ts'
import { collectorAt, type CollectorHandle } from './collector.ts'

interface LogLine {
  readonly level: string
  readonly message: string
  readonly time: string
  readonly context?: Readonly<Record<string, unknown>>
}

interface SentLogs {
  readonly logs: readonly { readonly message: string, readonly timestamp: string }[]
}

describeWithEachShell('a device with the plain program and a journal', (shell) => {
  const ended = untilAllEnd()
  let journal: PrivateJournal
  let collector: CollectorHandle
  let device: PlainDevice
  let taking: PlainCollector

  beforeAll(async () => {
    journal = await startPrivateJournal()
    ended(() => journal.close())
    collector = collectorAt({ directory: temporaryDirectory(ended), port: await freePort() })
    await collector.start()
    ended(() => collector.stop())
    taking = await startPlainCollector(ended)
    device = createPlainDevice({ shell, inside: (...argv) => journal.inside(...argv), until: ended })
    const { key } = await collector.admin('POST', '/api/clients', { id: 'pi-zero-01' }) as { readonly key: string }
    device.configure(`API_BASE_URL=${collector.url}/api\nCLIENT_ID=pi-zero-01\nCLIENT_KEY=${key}\n`)
  })

  /** Writes an entry by journald's own protocol; it is readable when this returns. */
  const write = (message: string | Buffer, fields: readonly string[] = ['PRIORITY=3']): void => {
    const lines = (Buffer.isBuffer(message) ? [message] : message.split('\n').map((line) => Buffer.from(line))).map((line) =>
      Buffer.concat([Buffer.from('MESSAGE='), line, Buffer.from('\n')])
    )
    const [command, ...words] = journal.inside('logger', '--journald')
    execFileSync(command, words, { input: Buffer.concat([...lines, Buffer.from(`${fields.join('\n')}\n`)]) })
    const [sync, ...flags] = journal.inside('journalctl', '--sync')
    execFileSync(sync, flags)
  }
  const stored = async (): Promise<readonly LogLine[]> => {
    const { logs } = (await collector.admin('GET', '/api/clients/logs?clientId=pi-zero-01&limit=200')) as {
      readonly logs: readonly LogLine[]
    }
    return logs.toReversed()
  }
  const messages = async (): Promise<readonly string[]> => (await stored()).map(({ message }) => message)
  const cursor = (of = device): string => readFileSync(join(of.stateDirectory, 'cursor'), 'utf8')

  test('is online at the collector with its values and what its journal has of warnings and errors, as it stands there', async () => {
    write('say "no" \\ back\ttab, second line\n温度が高すぎます 😀', ['PRIORITY=3', 'SYSLOG_IDENTIFIER=oven'])
    write(Buffer.from([0x1b, 0x5b, 0x33, 0x31, 0x6d, 0xe6, 0xb8, 0xa9, 0xff, 0x22, 0x5c, 0xe5, 0x1b, 0x5b, 0x30, 0x6d]), ['PRIORITY=4'])
    write('only info', ['PRIORITY=6'])
    write('what systemd says of the program itself', ['PRIORITY=3', 'UNIT=mimamori-report.service'])
    write(`${'長'.repeat(1500)}`, ['PRIORITY=2'])
    expect(await device.report()).toMatchObject({ code: 0 })
    const { clients: [client] } = await collector.admin('GET', '/api/clients/status') as { readonly clients: readonly ClientStatus[] }
    expect(client).toMatchObject({
      clientId: 'pi-zero-01',
      freshness: 'fresh',
      ipAddress: '127.0.0.1',
      cpuUsage: expect.any(Number),
      memoryUsage: expect.any(Number),
      diskUsage: expect.any(Number)
    })
    expect(await stored()).toEqual([
      expect.objectContaining({ level: 'error', message: 'say "no" \\ back\ttab, second line\n温度が高すぎます 😀', context: { unit: 'oven' } }),
      expect.objectContaining({ level: 'warn', message: '温\ufffd"\\\ufffd' }),
      expect.objectContaining({ level: 'error', message: `${'長'.repeat(999)}…` })
    ])
  })

  test('sends nothing twice', async () => {
    const before = cursor()
    expect(await device.report()).toMatchObject({ code: 0 })
    expect(await stored()).toHaveLength(3)
    expect(cursor()).toBe(before)
  })

  test('keeps its place while the collector is away, and then sends all of it once and in order, fifty lines a request', async () => {
    await collector.stop()
    const before = cursor()
    const [command, ...words] = journal.inside(
      'sh',
      '-ec',
      'for number in $(seq 101); do printf "MESSAGE=away $number\\nPRIORITY=3\\n" | logger --journald; done; journalctl --sync'
    )
    execFileSync(command, words)
    expect(await device.report()).toMatchObject({ code: 1 })
    expect(cursor()).toBe(before)
    await collector.start()
    expect(await device.report()).toMatchObject({ code: 0 })
    expect((await messages()).slice(3)).toEqual(Array.from({ length: 101 }, (_, index) => `away ${index + 1}`))
  })

  /** Another device of the same journal, which has sent all of it. */
  const createOther = async (settings = ''): Promise<PlainDevice> => {
    const other = createPlainDevice({ shell, inside: (...argv) => journal.inside(...argv) })
    other.configure(`API_BASE_URL=${taking.url}/api\nCLIENT_ID=pi-zero-02\nCLIENT_KEY=mmk_Secret\n${settings}`)
    taking.answer(undefined)
    expect(await other.report()).toMatchObject({ code: 0 })
    taking.requests.length = 0
    return other
  }
  const sent = (): readonly (readonly string[])[] =>
    taking.requests
      .filter(({ path }) => path === '/api/clients/logs')
      .map(({ body }) => (body as SentLogs).logs.map(({ message }) => message))

  test('sends again what was not acknowledged, and leaves out what the collector will never take', async () => {
    const other = await createOther()
    const before = cursor(other)
    write('one more')
    for (const reply of ['cut', refusal(500, 'INTERNAL'), { status: 200, body: 'a proxy' }] as const) {
      taking.answer((path) => path === '/api/clients/logs' ? reply : undefined)
      expect(await other.report()).toMatchObject({ code: 1, stderr: expect.stringContaining('the log was not taken') })
      expect(cursor(other)).toBe(before)
      // As when the configuration is looked after.
      other.configure(
        `API_BASE_URL=${taking.url}/api\nCLIENT_ID=pi-zero-02\nCLIENT_KEY=mmk_Secret\n# ${typeof reply}${JSON.stringify(reply).length}\n`
      )
    }
    taking.answer((path) => path === '/api/clients/logs' ? refusal(400, 'VALIDATION_FAILED') : undefined)
    expect(await other.report()).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('1 log lines were rejected and are left out: 400 because VALIDATION_FAILED')
    })
    taking.answer(undefined)
    write('the next')
    expect(await other.report()).toMatchObject({ code: 0 })
    expect(sent()).toEqual([['one more'], ['one more'], ['one more'], ['one more'], ['the next']])
  })

  test('reads the journal of this boot from its beginning where that of the boot before is gone', async () => {
    const other = await createOther()
    writeFileSync(
      join(other.stateDirectory, 'cursor'),
      's=0123456789abcdef0123456789abcdef;i=9;b=0123456789abcdef0123456789abcdef;m=1;t=7fffffffffffff;x=1\n'
    )
    expect(await other.report()).toMatchObject({ code: 0 })
    expect(sent().flat()).toEqual((await messages()).concat('one more', 'the next'))
  })

  test('reads no more of the journal at once than half a MiB, and says of a longer message that it is left out', async () => {
    const other = await createOther()
    const long = (letter: string): string => letter.repeat(300_000)
    write(long('a'))
    write('ä'.repeat(600_000), ['PRIORITY=4', 'SYSLOG_IDENTIFIER=oven'])
    for (const letter of ['b', 'c', 'd']) write(long(letter))
    write('the last')
    const entriesBytes = (): number => statSync(join(other.runDirectory, 'entries')).size
    const read: number[] = []
    taking.answer((path) => {
      if (path === '/api/clients/logs') read.push(entriesBytes())
      return undefined
    })
    expect(await other.report()).toMatchObject({ code: 0 })
    const cut = (letter: string): string => `${letter.repeat(999)}…`
    expect(sent()).toEqual([
      [cut('a')],
      ['(a message that is too long to send; journalctl on the device shows it)'],
      [cut('b')],
      [cut('c')],
      [cut('d'), 'the last']
    ])
    expect(
      (taking.requests.findLast(({ body }) => JSON.stringify(body).includes('too long'))!.body as { readonly logs: readonly unknown[] })
        .logs
    ).toEqual([expect.objectContaining({ level: 'warn', context: { unit: 'oven' } })])
    expect(Math.max(...read)).toBeLessThanOrEqual(524_288)
  })

  test('gives lines the time of the collector’s clock where its own is wrong', async () => {
    const other = await createOther()
    write('from the past')
    const tomorrow = Date.now() + 86_400_000
    taking.answer((path) =>
      path === '/api/clients/status'
        ? { status: 200, headers: { date: new Date(tomorrow).toUTCString() }, body: '{"requestId":"r0"}' }
        : undefined
    )
    expect(await other.report()).toMatchObject({ code: 0 })
    const { timestamp } = (taking.requests.at(-1)!.body as SentLogs).logs[0]!
    expect(Math.abs(Date.parse(timestamp) - tomorrow)).toBeLessThan(60_000)
  })

  test('sends no log with LOG_JOURNAL=no, and more with LOG_PRIORITY', async () => {
    const without = await createOther('LOG_JOURNAL=no\n')
    expect(existsSync(join(without.stateDirectory, 'cursor'))).toBe(false)
    const more = await createOther('LOG_PRIORITY=notice\n')
    write('as a notice', ['PRIORITY=5'])
    expect(await more.report()).toMatchObject({ code: 0 })
    expect(sent()).toEqual([['as a notice']])
  })
}, canStartJournal)
