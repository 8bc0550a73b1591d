import { waitingHost, type HostState } from '@mimamori/contract'
import { expect, it } from 'vitest'
import { newsLines } from '../../../src/cli/display/news-lines.ts'
import { printable } from '../../../src/platform/terminal/printable.ts'
import { progressLines, secondsLeft } from '../../../src/cli/display/progress-lines.ts'
import { runDisplay } from '../../../src/cli/display/run-display.ts'
import { runText } from '../../../src/text/runner-text.ts'

const startMs = Date.parse('2026-03-14T09:30:00.000Z')
const startedAt = new Date(startMs).toISOString()
const done = (host: string): HostState => ({
  host, state: 'finished', at: startedAt, startedAt, attempt: 1, outcome: 'updated', durationSeconds: 60
})
const underWay = (host: string, step: string): HostState => ({ host, state: 'under_way', attempt: 1, at: startedAt, startedAt, step })

it('lets nothing that a device said move the cursor', () => {
  expect(printable('a\u001b[2Jb\u0007\tc\r\nd\u009b')).toBe('ab  c\nd')
})

it('guesses the time left from the rate of those that have finished', () => {
  const hostStates = [done('a'), done('b'), underWay('c', 'Switch'), waitingHost('d')]
  expect(secondsLeft(hostStates, startMs + 120_000)).toBe(120)
  expect(secondsLeft([waitingHost('a')], startMs)).toBeUndefined()
  expect(secondsLeft([done('a')], startMs)).toBeUndefined()
})

it('shows a run at a glance: devices by state, steps, and the time left', () => {
  const hostStates = [done('a'), underWay('b', 'Switch the link'), waitingHost('c')]
  expect(progressLines(hostStates, { nowMs: startMs + 90_000, width: 60, text: runText('en') })).toStrictEqual([
    '1 updated, 1 in progress, 1 waiting · about 3 min 0 s left', '  b  Switch the link'
  ])
  expect(progressLines(
    hostStates, { nowMs: startMs + 90_000, width: 24, text: runText('ja') }
  )).toStrictEqual(['更新済み 1 台、更新中 1 ', '  b  Switch the link'])
})

it('shows a step by the words of its task, without the role and the file that it is in', () => {
  const [, line] = progressLines(
    [underWay('b', 'mimamori.fleet.release : switch | Switch the link')], { nowMs: startMs, width: 60, text: runText('en') }
  )
  expect(line).toBe('  b  Switch the link')
})

it('shows no more devices at once than a terminal can bear', () => {
  const lines = progressLines(
    Array.from({ length: 30 }, (_, index) => underWay(`h${index}`, 'Switch')), { nowMs: startMs, width: 60, text: runText('en') }
  )
  expect(lines).toHaveLength(10)
  expect(lines.at(-1)).toBe('  … +22')
})

it('says in a pipe, a line each, what has come', () => {
  const lines = newsLines({
    records: [
      { type: 'wave', at: startedAt, wave: 1, waves: 3, canary: true, hosts: 1 },
      { type: 'batch_ended', at: startedAt, exitCode: 0, timedOut: false }
    ],
    items: [
      {
        state: 'finished', host: 'a', at: '2026-03-14T09:31:00.000Z', attempt: 2, outcome: 'failed', durationSeconds: 1,
        step: 'Check', message: 'dark\npanel'
      }
    ]
  }, runText('en'))
  expect(lines).toStrictEqual(['09:30:00  canary 1/3: 1 device', '09:31:00  a (attempt 2): failed · Check: dark'])
})

it('draws on a terminal over what it drew before, and leaves what is final above it', () => {
  let written = ''
  const display = runDisplay({
    write: (text) => { written += text }, columns: () => 80, clock: { nowMs: () => startMs }, text: runText('en')
  })
  display.show({ records: [], items: [] }, [waitingHost('a')])
  display.show({ records: [], items: [] }, [waitingHost('a')])
  display.show(
    {
      records: [], items: [{ state: 'finished', host: 'a', at: startedAt, attempt: 1, outcome: 'updated', durationSeconds: 1 }]
    }, [done('a')]
  )
  display.end()
  expect(written).toBe('1 waiting\n\r\u001b[1A\u001b[J09:30:00  a: updated\n1 updated\n\r\u001b[1A\u001b[J')
})
