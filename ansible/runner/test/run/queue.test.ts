import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { HostOutcome } from '@mimamori/contract'
import { expect, it, onTestFinished } from 'vitest'
import { backAgain, nextCatchUp, resting } from '../../src/cli/commands/wanted-hosts.ts'
import type { Standing } from '../../src/events/standings.ts'
import type { Plan } from '../../src/plan/plan.ts'
import { queueAfter, readQueue, type QueuedHost } from '../../src/run/queue.ts'

const queued = (host: string, run: string, revision: string): QueuedHost => ({ host, run, revision, queuedAt: '2026-03-14T09:00:00.000Z' })
const ended = (host: string, outcome: HostOutcome): Standing => ({ host, state: 'finished', attempt: 1, result: { state: 'finished', host, at: '2026-03-14T10:00:00.000Z', attempt: 1, outcome, durationSeconds: 1 } })
const plan = { run: '20260314-100000-000002', revision: 'new' } as Plan
const at = '2026-03-14T10:00:00.000Z'

it('queues those that a run could not reach, for what it wanted; the newest run wins', () => {
  expect(queueAfter([queued('a', '20260314-090000-000001', 'old')], plan, [ended('a', 'unreachable'), ended('b', 'unreachable')], at)).toStrictEqual([
    { host: 'a', run: plan.run, queuedAt: at, tries: 1, revision: 'new' }, { host: 'b', run: plan.run, queuedAt: at, revision: 'new' }
  ])
})

it('lets wait no more what a newer run has reached, and wait on what it skipped or never meant', () => {
  const queue = ['updated', 'unchanged', 'failed', 'rolled_back', 'skipped', 'other'].map((host) => queued(host, '20260314-090000-000001', 'old'))
  const standings = (['updated', 'unchanged', 'failed', 'rolled_back', 'skipped'] as const).map((outcome) => ended(outcome, outcome))
  expect(queueAfter(queue, plan, standings, at).map(({ host }) => host)).toStrictEqual(['skipped', 'other'])
})

it('forgets what is not in the inventory any more after a run over all of it', () => {
  const queue = [queued('gone', '20260314-090000-000001', 'old')]
  expect(queueAfter(queue, { ...plan, isWholeFleet: true }, [ended('a', 'updated')], at)).toStrictEqual([])
})

it('leaves alone for longer and longer, up to a day, who reports and cannot be reached, until a run over all devices', () => {
  let queue: readonly QueuedHost[] = []
  const rests: number[] = []
  for (let run = 0; run < 10; run++) {
    queue = queueAfter(queue, plan, [ended('a', 'unreachable')], at)
    const minutes = [0, 14, 15, 29, 30, 59, 60, 120, 240, 480, 960, 1439, 1440]
    rests.push(minutes.find((after) => resting(queue, Date.parse(at) + after * 60_000).length === 0) ?? Infinity)
  }
  expect(rests).toStrictEqual([0, 15, 30, 60, 120, 240, 480, 960, 1440, 1440])
  expect(resting(queueAfter(queue, { ...plan, isWholeFleet: true }, [ended('a', 'unreachable')], at), Date.parse(at))).toStrictEqual([])
})

it('takes for back only who is fresh and was heard after it was queued', () => {
  const [before, after] = [Date.parse('2026-03-14T08:00:00Z'), Date.parse('2026-03-14T09:30:00Z')]
  const known = new Map([
    ['a', { presence: 'fresh', lastSeenMs: after }], ['b', { presence: 'fresh', lastSeenMs: before }], ['c', { presence: 'late', lastSeenMs: after }], ['d', { presence: 'paused', lastSeenMs: after }]
  ] as const)
  expect(backAgain(['a', 'b', 'c', 'd', 'e'].map((host) => queued(host, 'r', 'x')), known, after).map(({ host }) => host)).toStrictEqual(['a'])
})

it('catches up to one revision at a time, the newest first', () => {
  const back = [queued('a', '20260314-090000-000001', 'old'), queued('b', '20260315-090000-000001', 'new'), queued('c', '20260314-110000-000001', 'new')]
  expect(nextCatchUp(back)).toMatchObject({ reference: 'new', hosts: [{ host: 'b' }, { host: 'c' }] })
  expect(nextCatchUp([])).toStrictEqual({ hosts: [] })
})

it('takes for back who is fresh, and waits for nobody, where the clock was set back behind the time in the queue', () => {
  const now = Date.parse('2025-01-01T00:00:00Z')
  const ahead = { ...queued('a', 'r', 'x'), tries: 9 }
  expect(resting([ahead], now)).toStrictEqual([])
  expect(backAgain([ahead], new Map([['a', { presence: 'fresh', lastSeenMs: now - 1000 }]]), now)).toStrictEqual([ahead])
})

it('sets a queue aside that cannot be read, and begins another', () => {
  const directory = mkdtempSync(join(tmpdir(), 'mimamori-queue-'))
  onTestFinished(() => { rmSync(directory, { recursive: true }) })
  const file = join(directory, 'queue.json')
  for (const bad of ['[{"host":"a"', '[{"host":"a","run":"r"}]', '{}', '[null]']) {
    const reasons: string[] = []
    writeFileSync(file, bad)
    expect(readQueue(file, (reason) => { reasons.push(reason) })).toStrictEqual([])
    expect(reasons).toStrictEqual([expect.stringContaining(file)])
    expect([existsSync(file), readFileSync(`${file}.bad`, 'utf8')]).toStrictEqual([false, bad])
  }
})
