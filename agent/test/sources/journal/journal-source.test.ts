import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createLogger } from '../../../src/log/logger.ts'
import { createJournalSource } from '../../../src/sources/journal/journal-source.ts'
import type { JournalSelection } from '../../../src/sources/journal/journalctl.ts'
import type { LineRules } from '../../../src/sources/lines/line-pipeline.ts'
import type { Source } from '../../../src/sources/source.ts'
import { createManualClock, type ManualClock } from '../../manual-clock.ts'
import { createRecordingSpool } from '../recording-spool.ts'
import { boot } from '../source-line.ts'
import { createFakeJournal, type FakeJournal } from './fake-journal.ts'

let journal: FakeJournal
let clock: ManualClock
let said: string[]
const sources: Source[] = []
beforeEach(() => {
  journal = createFakeJournal()
  clock = createManualClock()
  said = []
  vi.stubEnv('PATH', `${journal.directory}:${process.env['PATH']}`)
})
afterEach(async () => {
  await Promise.all(sources.splice(0).map((source) => source.stop()))
  vi.unstubAllEnvs()
})

const follow = ({
  positions,
  units = [],
  matches = [],
  offsetMs = () => 0
}: { positions?: Record<string, string>, units?: string[], matches?: string[], offsetMs?: () => number } = {}) => {
  const recorded = createRecordingSpool(positions)
  const selection: JournalSelection = { units, matches, priority: 'info' }
  const rules: LineRules = {
    firstLineOf: () => undefined,
    limit: { linesPerSecond: 1000, burst: 1000 },
    leastLevel: 'info',
    redact: (text) => text
  }
  const log = createLogger('info', ({ level, message, fields }) => said.push(`${level} ${message} ${fields['reason'] ?? ''}`.trim()))
  const source = createJournalSource(
    { rules, spool: recorded.spool, boot, clock, log, afterRead: () => undefined },
    { selection, offsetMs }
  )
  sources.push(source)
  return { source, stats: () => source.stats()[0]!, ...recorded, position: () => recorded.spool.positions().get('journal') }
}
const patient = { timeout: 20_000, interval: 20 }
/** The newest lines are read, and those that come are followed. */
const untilFollowed = (): Promise<void> => vi.waitFor(() => expect(journal.calls().at(-1)).toContain('--follow'), patient)
/** The journalctl that ran is gone, and the source waits to start another: lets that time pass. */
const untilStartedAgain = async (): Promise<void> => {
  const times = journal.calls().length
  await vi.waitFor(async () => {
    await clock.advance(60_000)
    expect(journal.calls().length).toBeGreaterThan(times)
  }, patient)
  await untilFollowed()
}

describe('the journal', () => {
  test('is read from the newest lines of this boot at the very first start, and followed', async () => {
    journal.write('first', { PRIORITY: '3', _TRANSPORT: 'syslog' })
    const { items, messages, position } = follow({ matches: ['_TRANSPORT=stdout'] })
    await vi.waitFor(() => expect(messages()).toEqual(['first']), patient)
    const cursor = journal.write('second')
    await vi.waitFor(() => expect(messages()).toEqual(['first', 'second']), patient)
    expect(items[0]).toEqual({
      monotonicMs: 5000,
      wallMs: 1_795_867_725_000,
      boot,
      unit: 'kiosk.service',
      level: 'error',
      message: 'first',
      context: { pid: '812' }
    })
    expect(position()).toBe(cursor)
    await untilFollowed()
    const [, newest = [], followed = []] = journal.calls()
    for (const call of [newest, followed]) {
      expect(call).toEqual(expect.arrayContaining(['--output=json', '--all', '--priority=info', '_TRANSPORT=stdout']))
    }
    expect(newest).toEqual(expect.arrayContaining(['--boot', '--lines=1000']))
    expect(followed).toEqual(expect.arrayContaining(['--follow', '--no-tail']))
  })

  test.each([
    ['is empty', []],
    ['has nothing that is selected', ['of a lower priority', 'the same']]
  ])('that %s at the very first start gives the whole of the first burst', async (_, before) => {
    for (const message of before) journal.write(message, { PRIORITY: '7' })
    const { messages } = follow()
    await untilFollowed()
    const burst = ['burst 1', 'burst 2', 'burst 3', 'burst 4']
    journal.writeAll(burst)
    await vi.waitFor(() => expect(messages()).toEqual(burst), patient)
  })

  test('has its position before the first line that is selected, so that one that comes while no agent runs is read', async () => {
    const newest = journal.write('of a lower priority', { PRIORITY: '7' })
    const { source, position } = follow()
    await vi.waitFor(() => {
      source.tick()
      expect(position()).toBe(newest)
    }, patient)
  })

  test('has each line on the clock of the device, also after it has slept', async () => {
    let sleptMs = 0
    journal.write('before')
    const { items, messages } = follow({ offsetMs: () => sleptMs })
    await vi.waitFor(() => expect(messages()).toEqual(['before']), patient)
    sleptMs = 8 * 3_600_000
    journal.write('after')
    await vi.waitFor(() => expect(messages()).toEqual(['before', 'after']), patient)
    expect(items.map(({ monotonicMs }) => monotonicMs)).toEqual([5000, 5000 + sleptMs])
  })

  test('is read from behind the position that the spool has', async () => {
    journal.write('old')
    const cursor = journal.write('acknowledged')
    journal.write('new')
    const { messages } = follow({ positions: { journal: cursor } })
    await vi.waitFor(() => expect(messages()).toEqual(['new']), patient)
    expect(journal.calls()[0]).toEqual(expect.arrayContaining(['--no-tail', `--cursor=${cursor}`]))
  })

  test('loses and repeats nothing where journalctl is killed, and says so once', async () => {
    journal.write('one')
    const { stats, messages } = follow()
    await vi.waitFor(() => expect(messages()).toEqual(['one']), patient)
    await untilFollowed()
    process.kill(journal.pid(), 'SIGKILL')
    await vi.waitFor(() => expect(stats().problem).toBe('journalctl ended with SIGKILL'), patient)
    journal.write('two')
    await untilStartedAgain()
    await vi.waitFor(() => expect(messages()).toEqual(['one', 'two']), patient)
    expect(stats().problem).toBeUndefined()
    expect(said).toEqual(['warn cannot read the journal, trying again journalctl ended with SIGKILL', 'info the journal is read again'])
  })

  test('is left where it is while the spool is full, and then read on, each entry once', async () => {
    const { fullAt, messages } = follow()
    fullAt(2)
    const all = ['one', 'two', 'three', 'four', 'five']
    for (const message of all) journal.write(message)
    await vi.waitFor(() => expect(messages()).toEqual(all.slice(0, 2)), patient)
    // Its journalctl has ended, and none is started.
    await vi.waitFor(() => expect(clock.sleeping()).toEqual([1000]), patient)
    const started = journal.calls().length
    await clock.advance(60_000)
    expect([messages(), journal.calls().length]).toEqual([all.slice(0, 2), started])
    fullAt(Infinity)
    await clock.advance(1000)
    await vi.waitFor(() => expect(messages()).toEqual(all), patient)
    expect(said).toEqual([])
  })

  test('is read as far as a batch goes that is made again, though the spool is full', async () => {
    journal.write('one')
    const cursor = journal.write('two')
    journal.write('three')
    const { fullAt, messages, makeAgainUpTo } = follow()
    fullAt(0)
    makeAgainUpTo('journal', cursor)
    await vi.waitFor(() => expect(clock.sleeping()).toEqual([1000]), patient)
    expect(messages()).toEqual(['one', 'two'])
  })

  test('is read on from the oldest entry that is left where those behind the position are gone, which are counted', async () => {
    const cursor = journal.write('one')
    for (let i = 0; i < 20; i++) journal.write('lost')
    journal.write('left')
    journal.forget(21)
    const { messages, removed, source } = follow({ positions: { journal: cursor } })
    await vi.waitFor(() => expect(messages()).toEqual(['left']), patient)
    await source.stop()
    expect(removed()).toBe(20)
    expect(said).toEqual(['warn entries of the journal were removed before they could be read'])
  })

  test('has lost nothing where only the entry of the position is gone', async () => {
    const cursor = journal.write('one')
    journal.write('two')
    journal.forget(1)
    const { messages, removed, source } = follow({ positions: { journal: cursor } })
    await vi.waitFor(() => expect(messages()).toEqual(['two']), patient)
    await source.stop()
    expect([removed(), said]).toEqual([0, []])
  })

  test('that has begun anew gives no count of what is gone, and says so once', async () => {
    const cursor = journal.write('one')
    journal.begin()
    journal.write('of a new journal')
    const { messages, removed, source } = follow({ positions: { journal: cursor } })
    await vi.waitFor(() => expect(messages()).toEqual(['of a new journal']), patient)
    await source.stop()
    expect([removed(), said]).toEqual([
      0,
      ['info the journal no longer has the entry that was read last; how many behind it are gone is unknown']
    ])
  })

  test('says why it cannot be read, tries again more and more slowly, and begins anew where the position is none', async () => {
    journal.refuse('Failed to seek to cursor: Invalid argument')
    const { stats, messages } = follow({ positions: { journal: 'garbage' } })
    await vi.waitFor(() => expect(stats().problem).toBe('Failed to seek to cursor: Invalid argument'), patient)
    expect(clock.sleeping()).toEqual([1000])
    journal.refuse('No journal files were opened due to insufficient permissions.')
    await clock.advance(1000)
    await vi.waitFor(() => expect(stats().problem).toBe('No journal files were opened due to insufficient permissions.'), patient)
    expect(clock.sleeping()).toEqual([2000])
    journal.refuse(undefined)
    journal.write('readable')
    await clock.advance(2000)
    await vi.waitFor(() => expect(messages()).toEqual(['readable']), patient)
    await untilFollowed()
    expect(journal.calls().map((call) => call.includes('--follow'))).toEqual([true, false, false, false, true])
  })

  test('keeps its position where journalctl fails with a cursor of its own, as at an entry that is damaged', async () => {
    const cursor = journal.write('acknowledged')
    journal.refuse('Failed to get cursor: Bad message')
    const { stats, messages } = follow({ positions: { journal: cursor } })
    await vi.waitFor(() => expect(stats().problem).toBe('Failed to get cursor: Bad message'), patient)
    journal.refuse(undefined)
    journal.write('new')
    await untilStartedAgain()
    await vi.waitFor(() => expect(messages()).toEqual(['new']), patient)
  })

  test('counts as read again when a journalctl has run for a while, also where nothing is logged', async () => {
    journal.refuse('away')
    const { source, stats } = follow()
    await vi.waitFor(() => expect(stats().problem).toBe('away'), patient)
    journal.refuse(undefined)
    await untilStartedAgain()
    await clock.advance(10_000)
    source.tick()
    expect(stats().problem).toBeUndefined()
  })

  test('is read by another journalctl where one has been quiet for five minutes: it may have missed what was written', async () => {
    journal.write('one')
    const { source, stats, messages } = follow()
    await vi.waitFor(() => expect(messages()).toEqual(['one']), patient)
    await untilFollowed()
    journal.goUnnoticed()
    journal.write('two')
    await clock.advance(299_000)
    source.tick()
    expect(messages()).toEqual(['one'])
    await clock.advance(1000)
    source.tick()
    await vi.waitFor(() => expect(messages()).toEqual(['one', 'two']), patient)
    expect([stats().problem, said]).toEqual([undefined, []])
  })

  test('gives only the units that are asked for, and passes over the others', async () => {
    const { source, messages, position } = follow({ units: ['kiosk-*.service', '-kiosk-debug.service'] })
    journal.write('wanted', { _SYSTEMD_UNIT: 'kiosk-browser.service' })
    journal.write('unwanted', { _SYSTEMD_UNIT: 'kiosk-debug.service' })
    const cursor = journal.write('other', { _SYSTEMD_UNIT: 'cron.service' })
    await vi.waitFor(() => {
      source.tick()
      expect(position()).toBe(cursor)
    }, patient)
    expect(messages()).toEqual(['wanted'])
  })

  test('leaves out the agent’s own log, which is sent already, and not what else its unit says', async () => {
    const { messages } = follow()
    journal.write('level=info msg=started', { _SYSTEMD_UNIT: 'mimamori-agent.service' })
    journal.write('FATAL ERROR: Reached heap limit', { _SYSTEMD_UNIT: 'mimamori-agent.service' })
    journal.write('mimamori-agent.service: Failed with result ‘core-dump’.', {
      _SYSTEMD_UNIT: 'init.scope',
      UNIT: 'mimamori-agent.service',
      SYSLOG_IDENTIFIER: 'systemd'
    })
    await vi.waitFor(() => expect(messages()).toHaveLength(2), patient)
    expect(messages()[0]).toMatch(/^FATAL/)
  })

  test('is left after two seconds by an agent that ends, where its journalctl does not', async () => {
    journal.deafen()
    journal.write('one')
    const { source, messages } = follow()
    await vi.waitFor(() => expect(messages()).toEqual(['one']), patient)
    await untilFollowed()
    let hasEnded = false
    const stopped = source.stop().then(() => { hasEnded = true })
    try {
      await clock.advance(1999)
      expect(hasEnded).toBe(false)
      await clock.advance(1)
      expect(hasEnded).toBe(true)
    } finally {
      process.kill(journal.pid(), 'SIGKILL')
    }
    await stopped
  })

  test('counts what was replaced, and goes on behind an entry that is none', async () => {
    const { stats, messages } = follow()
    journal.write([0x61, 0xff])
    journal.write('entry without a cursor', { __CURSOR: undefined })
    journal.write('next')
    await vi.waitFor(() => expect(messages()).toEqual(['a\ufffd', 'next']), patient)
    expect(stats()).toMatchObject({ name: 'journal', read: 2, spooled: 2, replaced: 1, newestWallMs: 1_795_867_725_000 })
    expect(said).toEqual(['warn an entry of the journal cannot be read an entry without __CURSOR'])
  })
})
