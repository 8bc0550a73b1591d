import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { systemClock } from '../../agent/src/device/clock.ts'
import { readBootId } from '../../agent/src/device/random-id.ts'
import { createLogger } from '../../agent/src/log/logger.ts'
import { createJournalSource } from '../../agent/src/sources/journal/journal-source.ts'
import type { LineRules } from '../../agent/src/sources/lines/line-pipeline.ts'
import { createRecordingSpool } from '../../agent/test/sources/recording-spool.ts'
import { startPrivateJournal } from '../bench/private-journal.ts'
import { hasJournal, readJournalOf, runInside } from './journal-in-path.ts'

const rules: LineRules = {
  firstLineOf: () => undefined,
  limit: { linesPerSecond: 1000, burst: 1000 },
  leastLevel: 'debug',
  redact: (text) => text
}
const patient = { timeout: 20_000, interval: 50 }

/** systemd's own journalctl, which other tests play. */
describe('a journal in which nothing was ever selected', () => {
  test.skipIf(!hasJournal)('gives the whole of the first burst, from before it on at the next start, too', async () => {
    const journal = await startPrivateJournal()
    onTestFinished(() => journal.close())
    readJournalOf(journal)
    runInside(journal, ['systemd-cat', '--identifier=other'], 'of a lower priority\n')
    const { spool, messages } = createRecordingSpool()
    const start = () => createJournalSource(
      { rules, spool, boot: readBootId(), clock: systemClock, log: createLogger('error', () => undefined), afterRead: () => undefined },
      { selection: { units: [], priority: 'emerg', matches: [] }, offsetMs: () => 0 }
    )
    const write = (name: string): string[] => {
      const lines = Array.from({ length: 4 }, (_, i) => `${name} ${i + 1}`)
      runInside(journal, ['systemd-cat', '--identifier=pan'], lines.map((line) => `<0>${line}\n`).join(''))
      return lines
    }
    const first = start()
    await vi.waitFor(() => {
      first.tick()
      expect(spool.positions().get('journal')).toBeDefined()
    }, patient)
    await first.stop()
    const between = write('while none ran')
    const second = start()
    onTestFinished(() => second.stop())
    const all = [...between, ...write('while one ran')]
    await vi.waitFor(() => expect(messages()).toEqual(all), patient)
  })
})
