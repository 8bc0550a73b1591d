import { execFileSync } from 'node:child_process'
import { appendFileSync, copyFileSync, renameSync, truncateSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { systemClock } from '../../agent/src/device/clock.ts'
import { readBootId } from '../../agent/src/device/random-id.ts'
import { createFakeJournal } from '../../agent/test/sources/journal/fake-journal.ts'
import { repeatableNumbers } from '../../collector/test/devices/live/repeatable-numbers.ts'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { until } from '../../collector/test/until.ts'
import { startPrivateJournal } from '../bench/private-journal.ts'
import { startAgentInTest } from './agent-in-test.ts'
import { hasJournal, readJournalOf, runInside } from './journal-in-path.ts'
import { startNetwork } from './network-in-test.ts'
import { storedLines } from './stored-lines.ts'

const id = 'pi-kiosk-03'

/** It hardly gets smaller by compression. */
const randomText = (numbers: (bound: number) => number): string => Array.from({ length: 12 }, () => numbers(2 ** 30).toString(36)).join('')

describe('two days without a network', () => {
  test.skipIf(!hasJournal)('lose no line of a journal and of a file that are rotated meanwhile, and repeat none', async () => {
    const journal = await startPrivateJournal()
    onTestFinished(() => journal.close())
    readJournalOf(journal)
    const {
      collector,
      clock: deviceClock,
      agentOptions,
      cut,
      mend,
      passMs,
      passHours
    } = await startNetwork({ id, monotonicMs: systemClock.monotonicMs() })
    const clock = deviceClock()
    const logFile = join(temporaryDirectory(), 'app.log')
    const start = () =>
      startAgentInTest({ ...agentOptions, clock, boot: readBootId(), settings: { LOG_JOURNAL: 'yes', LOG_FILES: logFile } })
    let agent = start()
    const written = { journal: [] as string[], file: [] as string[] }
    const write = (hour: number): void => {
      const of = (name: keyof typeof written): string => {
        const lines = Array.from({ length: 10 }, (_, i) => `${name} of hour ${hour}: ${i} ${'.'.repeat(100)}`)
        written[name].push(...lines)
        return lines.map((line) => `${line}\n`).join('')
      }
      runInside(journal, ['systemd-cat', '--identifier=kiosk'], of('journal'))
      appendFileSync(logFile, of('file'))
      // A file's time is its lines', and it passes by the clock of the test.
      utimesSync(logFile, clock.wallMs() / 1000, clock.wallMs() / 1000)
    }
    const untilRead = async (): Promise<void> => {
      await until('the journal is read so far', () => agent.hasRead(written.journal.at(-1)!))
      await passMs(8000)
    }
    const rotate = (hour: number): void => {
      runInside(journal, ['journalctl', '--rotate', '--vacuum-files=1'])
      if (hour % 12 === 0) return renameSync(logFile, `${logFile}.${hour}`)
      copyFileSync(logFile, `${logFile}.${hour}`)
      utimesSync(`${logFile}.${hour}`, clock.wallMs() / 1000, clock.wallMs() / 1000)
      truncateSync(logFile)
    }
    write(0)
    await untilRead()
    await agent.drain(passMs)
    cut()
    for (let hour = 6; hour <= 48; hour += 6) {
      write(hour)
      await untilRead()
      rotate(hour)
      await passHours(agent, 6)
      if (hour === 24) {
        await agent.stop()
        write(25)
        agent = start()
      }
    }
    expect(agent.spool.stats()).toMatchObject({ dropped: 0, disk: { problem: undefined } })
    expect(agent.spool.stats().disk.bytes).toBeGreaterThan(0)
    mend()
    await agent.drain(passMs)
    await agent.stop()
    const messages = (await storedLines(collector, id)).map(({ message }) => message)
    for (const name of ['journal', 'file'] as const) {
      expect(messages.filter((message) => message.startsWith(`${name} of hour`))).toEqual(written[name])
    }
  })

  test('are counted to the line at the collector where they are more than the spool holds, oldest first, over a restart', async () => {
    const { collector, clock, agentOptions, cut, mend, passMs, passHours } = await startNetwork({ id, monotonicMs: 60_000 })
    const numbers = repeatableNumbers(20_261_128)
    const boot = 'f1c70004-7d0a-4b8e-9f57-2f0c5a9d1e44'
    const start = () =>
      startAgentInTest({ ...agentOptions, clock: clock(), boot, limits: { logSpoolKibibytes: 16, logSpoolDiskMebibytes: 0.1 } })
    let agent = start()
    const written: string[] = []
    const own: string[] = []
    await agent.drain(passMs)
    cut()
    for (let hour = 2; hour <= 48; hour += 2) {
      for (let i = 0; i < 300; i++) {
        const message = `line ${written.length} ${randomText(numbers)}`
        written.push(message)
        agent.spool.append({ items: [agent.item(message)], boot }, { source: 'numbers', position: message })
      }
      await passHours(agent, 2)
      if (hour === 30) {
        await agent.stop()
        own.push(...agent.shipped)
        agent = start()
      }
    }
    mend()
    await agent.drain(passMs)
    await agent.stop()
    own.push(...agent.shipped)
    const lines = (await storedLines(collector, id)).map(({ message }) => message)
    // The server's own line about the batches that are missing.
    const stored = lines.filter((message) => !message.startsWith('log batches '))
    expect(lines).toHaveLength(stored.length + 1)
    const [, dropped] =
      /^mimamori_device_dropped_items_total\{.*kind="logs".*\} (\d+)$/m.exec(await collector.page('/metrics/inventory')) ?? []
    const kept = stored.filter((message) => message.startsWith('line '))
    // A batch that was under way when its segment had to go arrives before all that is left.
    expect(kept).toEqual(written.filter((message) => kept.includes(message)))
    expect(kept.slice(-1000)).toEqual(written.slice(-1000))
    expect(stored.length + Number(dropped)).toBe(written.length + own.length)
    expect(Number(dropped)).toBeGreaterThan(1000)
    expect(stored.length).toBeGreaterThan(1000)
  })

  test.skipIf(!hasJournal)('are counted to the entry where journald removed what was not read yet', async () => {
    const journal = await startPrivateJournal()
    onTestFinished(() => journal.close())
    readJournalOf(journal)
    const { collector, clock: deviceClock, agentOptions, passMs } = await startNetwork({ id, monotonicMs: systemClock.monotonicMs() })
    const start = () => startAgentInTest({ ...agentOptions, clock: deviceClock(), boot: readBootId(), settings: { LOG_JOURNAL: 'yes' } })
    const write = (name: string): void => {
      for (let i = 0; i < 4; i++) {
        runInside(journal, ['systemd-cat', '--identifier=kiosk'], Array.from({ length: 50 }, (_, n) => `${name} ${50 * i + n}\n`).join(''))
      }
    }
    const cursors = (): string[] => {
      const [program, ...args] = journal.inside('journalctl', '--output=json', '--output-fields=_BOOT_ID', '--quiet')
      return execFileSync(program, args, { encoding: 'utf8' })
        .split('\n')
        .slice(0, -1)
        .map((entry) => (JSON.parse(entry) as { __CURSOR: string }).__CURSOR)
    }
    const first = start()
    write('read')
    await until('the journal is read so far', () => first.hasRead('read 199'))
    await passMs(2000)
    await first.drain(passMs)
    await first.stop()
    const readTo = cursors().at(-1)!
    write('removed')
    const before = cursors()
    runInside(journal, ['journalctl', '--rotate', '--vacuum-files=1'])
    write('left')
    const removed = before.slice(before.indexOf(readTo) + 1).filter((cursor) => !cursors().includes(cursor)).length
    expect(removed).toBeGreaterThan(100)

    const second = start()
    await until('the journal is read again', () => second.hasRead('left 199'))
    await until('the removed entries are counted', () => second.spool.stats().removed > 0)
    await passMs(2000)
    await second.drain(passMs)
    await second.stop()
    // What is counted is shown when it is on the server's disk.
    const counted = await until(
      'the collector shows the count',
      async () =>
        /^mimamori_device_dropped_items_total\{.*kind="journal".*\} ([1-9]\d*)$/m.exec(await collector.page('/metrics/inventory'))?.[1]
    )
    expect(Number(counted)).toBe(removed)
    const messages = (await storedLines(collector, id)).map(({ message }) => message)
    // Not in order: journald's clock is the real one, and the device's stands still while it writes.
    const lines = messages.filter((message) => /^(?:read|left) /.test(message))
    expect(lines.toSorted()).toEqual(['read', 'left'].flatMap((name) => Array.from({ length: 200 }, (_, n) => `${name} ${n}`)).toSorted())
  })

  test('leave in the journal what an agent without a disk has no memory for, and lose none of it', async () => {
    const journal = createFakeJournal()
    vi.stubEnv('PATH', `${journal.directory}:${process.env['PATH']}`)
    onTestFinished(() => { vi.unstubAllEnvs() })
    const { collector, clock, agentOptions, cut, mend, passMs, passHours } = await startNetwork({ id, monotonicMs: 60_000 })
    const numbers = repeatableNumbers(20_261_128)
    const written = Array.from({ length: 600 }, (_, i) => `line ${i} ${randomText(numbers)}`)
    for (const message of written) journal.write(message)
    cut()
    const agent = startAgentInTest({
      ...agentOptions,
      clock: clock(),
      boot: 'cd286d97-b6aa-4476-b487-222852a46d93',
      limits: { logSpoolKibibytes: 48, spoolDirectory: undefined },
      settings: { LOG_JOURNAL: 'yes' }
    })
    await until('the journal is read', () => agent.hasRead(written[0]!))
    await passHours(agent, 24)
    await passHours(agent, 24)
    expect(agent.hasRead(written.at(-1)!)).toBe(false)
    mend()
    await until('the whole journal is read', async () => {
      await agent.drain(passMs)
      await passMs(1000)
      return agent.hasRead(written.at(-1)!)
    })
    await agent.drain(passMs)
    await agent.stop()
    expect((await storedLines(collector, id)).map(({ message }) => message).filter((message) => message.startsWith('line '))).toEqual(
      written
    )
    expect(agent.spool.stats().dropped).toBe(0)
  })
})
