import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sampleBatch } from '@mimamori/contract'
import { repeatableNumbers } from '../../../collector/test/devices/live/repeatable-numbers.ts'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { until } from '../../../collector/test/until.ts'
import { startAgent, writeConfig } from '../agent-process.ts'
import { startStrictCollector, type Received } from '../strict-collector.ts'

const messagesOf = ({ text }: Received): string[] =>
  (JSON.parse(text) as { items: { message: string }[] }).items
    .flatMap(({ message }) => message.split('\n'))
    .map((line) => line.trim())
    .filter((line) => line.startsWith('line '))
const isKind = (wanted: string) => ({ envelope: { kind } }: Received): boolean => kind === wanted
const [isReport, isLogs, isSamples] = [isKind('report'), isKind('logs'), isKind('samples')]

/** Each costs a start; set more at a desk. */
const kills = Number(process.env['MIMAMORI_TEST_KILLS'] ?? 3)
const linesOfRound = 600

test(
  'an agent that is killed at random points, mostly while its answers are lost, brings every line of a file once and in order, joined or not',
  async () => {
    const collector = await startStrictCollector()
    const directory = temporaryDirectory()
    const logFile = join(directory, 'kiosk.log')
    // A round's records do not fill a batch: they go with the next report.
    collector.intervalSeconds = 5
    const { file } = writeConfig(collector.url, {
      INTERVAL_SECONDS: 5,
      LOG_JOURNAL: 'no',
      LOG_FILES: logFile,
      LOG_FIRST_LINES: `${logFile}=^\\S`,
      LOG_LINES_PER_SECOND: '100000',
      LOG_BURST_LINES: '1000000',
      SPOOL_DIRECTORY: join(directory, 'spool')
    })
    const numbers = repeatableNumbers(1)
    let written = 0
    // Long enough for the agent to know the file again by its beginning.
    writeFileSync(logFile, `${'='.repeat(300)}\n`)
    const write = (count: number): void => {
      for (let i = 0; i < count; i++) appendFileSync(logFile, `${written % 3 === 0 ? '' : '  '}line ${++written}\n`)
    }
    /** What a collector that stores all that reaches it has, by its mark for each stream. */
    const stored = (): string[] => {
      const marks = new Map<string, number>()
      return collector.received
        .filter(isLogs)
        .filter(({ envelope: { stream, sequence } }) => {
          const isNew = sequence > (marks.get(stream) ?? 0)
          if (isNew) marks.set(stream, sequence)
          return isNew
        })
        .flatMap(messagesOf)
    }
    const linesOf = (): number => collector.received.filter(isLogs).flatMap(messagesOf).length

    const start = () => startAgent(['run', '--config', file])
    // The first run finds where the file begins, and ends in good order.
    const first = start()
    await collector.waitFor(1)
    first.child.kill('SIGTERM')
    await first.ended

    for (let kill = 0; kill < kills; kill++) {
      write(linesOfRound)
      const before = linesOf()
      const [untilSent, isAnswerLost] = [numbers(linesOfRound), numbers(3) > 0]
      collector.answerAlways(() => (isAnswerLost && linesOf() > before + untilSent ? 'cut' : undefined))
      const agent = start()
      await until('so many lines were sent', () => linesOf() > before + untilSent)
      agent.child.kill('SIGKILL')
      await agent.ended
      collector.answerAlways(undefined)
    }
    write(10)
    const last = start()
    await until('all lines are there', () => new Set(stored()).size === written)
    last.child.kill('SIGTERM')
    await last.ended
    await collector.close()
    expect(collector.violations).toEqual([])
    expect(stored()).toEqual(Array.from({ length: written }, (_, i) => `line ${i + 1}`))
  },
  60_000 + kills * 20_000
)

test('an agent that is killed while the answer for late samples is lost brings each of them once', async () => {
  const collector = await startStrictCollector()
  const { file } = writeConfig(collector.url, { INTERVAL_SECONDS: 5, SPOOL_DIRECTORY: join(temporaryDirectory(), 'spool') })
  collector.intervalSeconds = 5
  const start = () => startAgent(['run', '--config', file])
  collector.answerAlways(() => 'cut')
  const offline = start()
  const [late] = await collector.waitFor(1, isReport)
  await collector.waitFor(1, ({ envelope: { kind, sequence } }) => kind === 'report' && sequence === 2)
  offline.child.kill('SIGTERM')
  await offline.ended

  collector.answerAlways(() => collector.received.at(-1)?.envelope.kind === 'samples' ? 'cut' : undefined)
  const killed = start()
  const [lost] = await collector.waitFor(1, isSamples)
  killed.child.kill('SIGKILL')
  await killed.ended
  collector.answerAlways(undefined)
  const tries = collector.received.filter(isSamples).length
  const last = start()
  const again = (await collector.waitFor(tries + 1, isSamples)).at(-1)!
  last.child.kill('SIGTERM')
  await last.ended
  await collector.close()
  expect(collector.violations).toEqual([])
  expect(again.bytes).toEqual(lost!.bytes)
  expect([again.envelope.stream, again.envelope.sequence]).toEqual([late!.envelope.stream, 1])
  const { times, series } = sampleBatch.parse(JSON.parse(again.text))
  expect(times).toHaveLength(1)
  expect(series.length).toBe(late!.text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length)
}, 120_000)
