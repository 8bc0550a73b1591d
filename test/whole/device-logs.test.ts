import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startAgent, runAgent, writeConfig } from '../../agent/test/agent-process.ts'
import { createFakeJournal, type FakeJournal } from '../../agent/test/sources/journal/fake-journal.ts'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../collector/test/until-all-end.ts'
import { notYet, until } from '../../collector/test/until.ts'
import { freePort } from '../free-port.ts'
import { collectorAt, type CollectorHandle } from './collector.ts'

interface LogLine {
  readonly level: string
  readonly message: string
  readonly unit?: string
  readonly context?: Readonly<Record<string, unknown>>
}

const id = 'pi-kiosk-03'

/** What a device logs, seen at the collector: the journal is played by a journalctl of the test (test/lab/lab.test.ts has the real one). */
describe('the log of a device at the collector', () => {
  const ended = untilAllEnd()
  let collector: CollectorHandle
  let journal: FakeJournal
  let agent: ReturnType<typeof startAgent>
  let configFile: string
  let logFile: string

  const start = (): void => {
    agent = startAgent(['run', '--config', configFile], { env: { PATH: `${journal.directory}:${process.env['PATH']}` } })
  }
  beforeAll(async () => {
    const directory = temporaryDirectory(ended)
    journal = createFakeJournal(ended)
    logFile = join(directory, 'oven', 'app.log')
    collector = collectorAt({ directory, port: await freePort(), settings: { MIMAMORI_REPORT_INTERVAL_SECONDS: '5' } })
    await collector.start()
    const { key } = await collector.admin('POST', '/api/clients', { id }) as { readonly key: string }
    configFile = writeConfig(
      `${collector.url}/api`,
      {
        CLIENT_KEY: key,
        LOG_JOURNAL: 'yes',
        LOG_FIRST_LINES: 'kiosk.service=^\\S',
        LOG_FILES: join(directory, '*', 'app.log'),
        LOG_LINES_PER_SECOND: 1,
        LOG_BURST_LINES: 20,
        SPOOL_DIRECTORY: join(directory, 'spool')
      },
      ended
    ).file
    start()
  })
  afterAll(async () => {
    agent?.child.kill('SIGTERM')
    await agent?.ended
    await collector?.stop()
  })

  /** The lines of one unit, oldest first, once there are so many. */
  const linesOf = (unit: string, count: number): Promise<readonly LogLine[]> => until(`${count} lines of ${unit}`, async () => {
    const { logs } = await collector.admin('GET', `/api/clients/logs?clientId=${id}&limit=200`) as { readonly logs: readonly LogLine[] }
    const found = logs.filter((line) => line.unit === unit).reverse()
    return found.length >= count ? found : notYet(logs)
  })

  test('has message, level, unit and context, a stack trace in one piece, and no secret', async () => {
    journal.write('{"level":50,"time":1795867725000,"msg":"温度が高すぎます","reqId":"r-1"}')
    journal.write('ERROR no display, token=abcdef0123456789')
    journal.write('  at main (kiosk.js:1)')
    journal.write('Undervoltage detected!', {
      _TRANSPORT: 'kernel',
      _SYSTEMD_UNIT: undefined,
      SYSLOG_IDENTIFIER: 'kernel',
      PRIORITY: '4',
      _PID: undefined
    })
    expect(await linesOf('kiosk.service', 2)).toEqual([
      expect.objectContaining({ level: 'error', message: '温度が高すぎます', context: { pid: '812', time: 1795867725000, reqId: 'r-1' } }),
      expect.objectContaining({ level: 'error', message: 'ERROR no display, token=***\n  at main (kiosk.js:1)' })
    ])
    expect(await linesOf('kernel', 1)).toEqual([expect.objectContaining({ level: 'warn', message: 'Undervoltage detected!' })])
  })

  test('has the lines of files, also of one in a directory that comes later', async () => {
    mkdirSync(dirname(logFile))
    writeFileSync(logFile, '2026-11-28 12:00:00,123 WARNING oven: 温度 81.5\n')
    expect(await linesOf(logFile, 1)).toEqual([
      expect.objectContaining({ level: 'warn', message: '2026-11-28 12:00:00,123 WARNING oven: 温度 81.5' })
    ])
  })

  test('is limited for each unit alone, and status counts it', async () => {
    const status = async () => (await runAgent(['status', '--config', configFile])).stdout
    const droppedIn = (stdout: string): number => Number(/ (\d+) dropped by the rate limit/.exec(stdout)?.[1] ?? 0)
    const before = droppedIn(await status())
    // Units of this try alone: a limit that was used up would stand in the way of the next.
    const [noisy, other] = [`noisy-${before}.service`, `other-${before}.service`]
    for (let i = 0; i < 50; i++) journal.write(`flood ${i}`, { _SYSTEMD_UNIT: noisy })
    journal.write('behind the flood', { _SYSTEMD_UNIT: other })
    await linesOf(other, 1)
    const messages = (await linesOf(noisy, 21)).map(({ message }) => message)
    expect(messages.filter((message) => message.startsWith('flood'))).toEqual(Array.from({ length: 20 }, (_, i) => `flood ${i}`))
    expect(messages).toContainEqual(expect.stringMatching(/^\d+ lines? of noisy-\d+\.service dropped by the rate limit in 1 s /))
    await until('status counts what was dropped', async () => {
      const stdout = await status()
      return (
        (/^Journal: \d+ lines read \(latest \d+ \w+ ago\), \d+ queued, \d+ dropped by the rate limit, 1 with masked secrets\.$/m.test(
          stdout
        ) &&
          droppedIn(stdout) === before + 30) ||
        notYet(stdout)
      )
    })
  })

  test.each(['SIGTERM', 'SIGKILL'] as const)(
    'goes on where it was, with each line once, when the agent was stopped by %s',
    async (signal) => {
      const unit = `${signal}.service`
      /** A tenth of a second apart: what the clocks of two runs differ by is less. */
      const written = (message: string, tenths: number): void => {
        journal.write(message, { _SYSTEMD_UNIT: unit, __MONOTONIC_TIMESTAMP: String(6_000_000 + tenths * 100_000) })
      }
      written('before', 0)
      await linesOf(unit, 1)
      agent.child.kill(signal)
      await agent.ended
      written('meanwhile', 1)
      appendFileSync(logFile, `${signal} meanwhile\n`)
      start()
      await linesOf(unit, 2)
      written('after', 2)
      expect((await linesOf(unit, 3)).map(({ message }) => message)).toEqual(['before', 'meanwhile', 'after'])
      await until('the file is read on', async () => {
        const messages = (await linesOf(logFile, 1)).map(({ message }) => message)
        return messages.filter((message) => message === `${signal} meanwhile`).length === 1 || notYet(messages)
      })
    }
  )
})
