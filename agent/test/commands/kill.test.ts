import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { until } from '../../../collector/test/until.ts'
import { startAgent, writeConfig } from '../agent-process.ts'
import { startStrictCollector, type Received } from '../strict-collector.ts'

const messagesOf = ({ text }: Received): string[] => (JSON.parse(text) as { items: { message: string, unit?: string }[] }).items.map(({ message }) => message).filter((message) => message.startsWith('line '))
const isLogs = ({ envelope: { kind } }: Received): boolean => kind === 'logs'

test('an agent that is killed while its answers are lost brings every line of a file once and in order', async () => {
  const collector = await startStrictCollector()
  const directory = temporaryDirectory()
  const logFile = join(directory, 'kiosk.log')
  const { file } = writeConfig(collector.url, { LOG_JOURNAL: 'no', LOG_FILES: logFile, SPOOL_DIRECTORY: join(directory, 'spool') })
  let written = 0
  // Long enough for the agent to know the file again by its beginning.
  writeFileSync(logFile, `${'='.repeat(300)}\n`)
  const write = (count: number): void => {
    for (let i = 0; i < count; i++) appendFileSync(logFile, `line ${++written}\n`)
  }
  /** What a collector that stores all that reaches it has, by its mark for each stream. */
  const stored = (): string[] => {
    const marks = new Map<string, number>()
    return collector.received.filter(isLogs).filter(({ envelope: { stream, sequence } }) => {
      const isNew = sequence > (marks.get(stream) ?? 0)
      if (isNew) marks.set(stream, sequence)
      return isNew
    }).flatMap(messagesOf)
  }
  const linesOf = (): number => collector.received.filter(isLogs).flatMap(messagesOf).length

  const start = () => startAgent(['run', '--config', file])
  // The first run finds where the file begins, and ends in good order.
  const first = start()
  await collector.waitFor(1)
  first.child.kill('SIGTERM')
  await first.ended

  for (let kill = 0; kill < 3; kill++) {
    write(600)
    const before = linesOf()
    collector.answerAlways(() => linesOf() > before ? 'cut' : undefined)
    const agent = start()
    await until('lines were sent whose answer is lost', () => linesOf() > before)
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
}, 120_000)
