import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { HostOutcome, HostState, RunOutcome } from '@mimamori/contract'
import { expect, it } from 'vitest'
import { temporaryDirectory } from '../../../../collector/test/temporary-directory.ts'
import { backAgain, nextCatchUp, outsideHours, waitingForRetry } from '../../src/cli/commands/due-hosts.ts'
import type { Plan } from '../../src/plan/plan.ts'
import { readQueue, type QueuedHost } from '../../src/state/queue.ts'
import { queueAfter } from '../../src/run/queue-after.ts'

const queued = (host: string, run: string, revision: string): QueuedHost => ({
  host, action: 'update', run, revision, queuedAt: '2026-03-14T09:00:00.000Z'
})
const ended = (host: string, outcome: HostOutcome): HostState => ({
  host, state: 'finished', at: '2026-03-14T10:00:00.000Z', startedAt: '2026-03-14T09:59:59.000Z', attempt: 1, outcome, durationSeconds: 1
})
const earlier = '20260314-090000-000001'
const startedAt = '2026-03-14T09:59:00.000Z'
const at = '2026-03-14T10:00:00.000Z'
const planOf = (hosts: readonly string[], more: Partial<Plan> = {}) =>
  ({ run: '20260314-100000-000002', startedAt, revision: 'new', hosts: hosts.map((host) => ({ host, revision: 'new' })), ...more }) as Plan
const after = (
  queue: readonly QueuedHost[], hostStates: readonly HostState[],
  { stopped, ...more }: Partial<Plan> & { readonly stopped?: RunOutcome } = {}
) =>
  queueAfter(
    queue,
    {
      plan: planOf(hostStates.map(({ host }) => host), more), hostStates,
      stopped: stopped && { outcome: stopped, message: 'why' }, endedAt: at
    }
  )

it('queues those that a run could not reach, for what it wanted; the newest run wins', () => {
  const wanted = { action: 'update', run: '20260314-100000-000002', wantedAt: startedAt, queuedAt: at, revision: 'new' }
  expect(after(
    [queued('a', earlier, 'old')], [ended('a', 'unreachable'), ended('b', 'unreachable')]
  )).toStrictEqual([{ host: 'a', ...wanted, tries: 1 }, { host: 'b', ...wanted }])
})

it('queues each device for its own revision where those of a run differ', () => {
  const hostStates = [ended('a', 'unreachable'), ended('b', 'unreachable')]
  expect(after(
    [], hostStates, { hosts: [{ host: 'a', revision: 'one' }, { host: 'b', revision: 'two' }] as unknown as Plan['hosts'] }
  ).map(({ revision }) => revision)).toStrictEqual(['one', 'two'])
})

it('lets wait no more what a newer run has reached, and wait on what it skipped or never meant', () => {
  const queue = ['updated', 'unchanged', 'failed', 'rolled_back', 'skipped', 'other'].map((host) => queued(host, earlier, 'old'))
  const hostStates = (['updated', 'unchanged', 'failed', 'rolled_back', 'skipped'] as const).map((outcome) => ended(outcome, outcome))
  expect(after(queue, hostStates).map(({ host }) => host)).toStrictEqual(['skipped', 'other'])
})

it.each(['failed', 'cancelled', 'interrupted'] as const)('queues nobody after a run that was stopped: %s', (stopped) => {
  expect(after([], [ended('a', 'unreachable'), ended('b', 'skipped')], { stopped })).toStrictEqual([])
  // It may have died between queueing and its end.
  expect(after([queued('c', '20260314-100000-000002', 'new')], [ended('a', 'updated')], { stopped })).toStrictEqual([])
})

it('brings no device what has failed in a run that was stopped for it, whichever run queued it', () => {
  const queue = [queued('a', earlier, 'new'), queued('c', earlier, 'new'), queued('d', earlier, 'old')]
  expect(after(
    queue, [ended('a', 'unreachable'), ended('b', 'rolled_back')], { stopped: 'failed' }
  ).map(({ host }) => host)).toStrictEqual(['d'])
})

it('brings what has failed to no device that waits for the same revision of that release, and leaves those of other releases', () => {
  const of = (host: string, release: string | undefined): QueuedHost => ({
    ...queued(host, earlier, 'new'), ...release !== undefined && { release }
  })
  const left = (
    ...releases: readonly (string | undefined)[]
  ) => after([of('same', 'kiosk'), of('other', 'signage'), of('unnamed', undefined)], [ended('b', 'failed')], {
    stopped: 'failed',
    hosts: releases.map((release, index) => ({
      host: `b${index}`, revision: 'new', ...release !== undefined && { release }
    })) as unknown as Plan['hosts']
  }).map(({ host }) => host)
  expect(left('kiosk')).toStrictEqual(['other'])
  expect(left('kiosk', 'camera')).toStrictEqual(['other'])
  expect(left(undefined)).toStrictEqual([])
})

it('keeps how often a device was tried in vain while others are updated', () => {
  const queue = [{ ...queued('tried', earlier, 'old'), tries: 2 }, queued('new', earlier, 'old')]
  expect(after(queue, [ended('a', 'updated')])).toStrictEqual(queue)
})

it('brings to none of its devices what was cancelled; what others wait for stays, and what they waited for before', () => {
  const queue = [queued('a', earlier, 'new'), queued('b', earlier, 'old'), queued('c', earlier, 'new')]
  expect(after(queue, [ended('a', 'skipped'), ended('b', 'unreachable')], { stopped: 'cancelled' })).toStrictEqual(queue.slice(1))
})

it('keeps what earlier runs have queued where a runner died', () => {
  const queue = [queued('a', earlier, 'new'), queued('b', earlier, 'old')]
  expect(after(queue, [ended('a', 'skipped'), ended('b', 'unreachable')], { stopped: 'interrupted' })).toStrictEqual(queue)
})

it('replaces what devices wait for by what is newly wanted, also of those outside the run, and lets them wait as long as before', () => {
  const queue = [queued('skipped', earlier, 'old'), queued('outside', earlier, 'old'), queued('other', earlier, 'old')]
  const replaced = after(
    queue, [ended('a', 'updated'), ended('skipped', 'skipped')],
    { replacesQueued: [{ host: 'outside', release: 'kiosk', revision: 'newer' }] }
  )
  expect(replaced).toMatchObject([
    { host: 'skipped', run: '20260314-100000-000002', revision: 'new', queuedAt: queue[0]!.queuedAt },
    { host: 'outside', run: '20260314-100000-000002', release: 'kiosk', revision: 'newer', queuedAt: queue[1]!.queuedAt },
    { host: 'other', run: earlier, revision: 'old' }
  ])
  expect(after(
    queue, [ended('a', 'failed')], { stopped: 'failed', replacesQueued: [{ host: 'outside', revision: 'newer' }] }
  )).toStrictEqual(queue)
})

it('forgets what is not in the inventory any more after a run over all of it, but no device that is pinned', () => {
  const queue = [queued('gone', earlier, 'old'), queued('held', earlier, 'old')]
  expect(after(queue, [ended('a', 'updated')], { isWholeFleet: true, pinned: ['held'] }).map(({ host }) => host)).toStrictEqual(['held'])
})

it('leaves alone for longer and longer, up to a day, who reports and cannot be reached, until a run over all devices', () => {
  let queue: readonly QueuedHost[] = []
  const retryMinutes: number[] = []
  for (let run = 0; run < 10; run++) {
    queue = after(queue, [ended('a', 'unreachable')])
    const minutes = [0, 14, 15, 29, 30, 59, 60, 120, 240, 480, 960, 1439, 1440]
    retryMinutes.push(minutes.find((wait) => waitingForRetry(queue, Date.parse(at) + wait * 60_000).length === 0) ?? Infinity)
  }
  expect(retryMinutes).toStrictEqual([0, 15, 30, 60, 120, 240, 480, 960, 1440, 1440])
  expect(waitingForRetry(after(queue, [ended('a', 'unreachable')], { isWholeFleet: true }), Date.parse(at))).toStrictEqual([])
})

it('takes for back only who is fresh and was heard after it was queued', () => {
  const [before, since] = [Date.parse('2026-03-14T08:00:00Z'), Date.parse('2026-03-14T09:30:00Z')]
  const known = new Map([
    ['a', { connection: 'fresh', lastSeenMs: since, isHeard: true }],
    ['b', { connection: 'fresh', lastSeenMs: before, isHeard: true }],
    ['c', { connection: 'late', lastSeenMs: since, isHeard: true }], ['d', { connection: 'paused', lastSeenMs: since, isHeard: true }]
  ] as const)
  expect(backAgain(
    ['a', 'b', 'c', 'd', 'e'].map((host) => queued(host, 'r', 'x')), known, since
  ).map(({ host }) => host)).toStrictEqual(['a'])
})

it('catches up to one revision at a time, the newest first', () => {
  const wanted = (host: string, run: string, revision: string, wantedAt: string): QueuedHost => ({
    ...queued(host, run, revision), wantedAt
  })
  const back = [
    wanted('a', '20260314-090000-000001', 'old', '2026-03-14T09:00:00.000Z'),
    wanted('b', '20260315-090000-000001', 'new', '2026-03-15T09:00:00.000Z'),
    wanted('c', '20260314-110000-000001', 'new', '2026-03-14T11:00:00.000Z')
  ]
  expect(nextCatchUp(back)).toMatchObject({ reference: 'new', hosts: [{ host: 'b' }, { host: 'c' }] })
  expect(nextCatchUp([])).toStrictEqual({ action: 'update', hosts: [] })
  // A run begins when somebody says yes to it, and its plan may have been made before another's.
  const confirmedLate = [
    wanted('a', '20260314-090000-000001', 'late', '2026-03-14T12:00:00.000Z'),
    wanted('b', '20260314-110000-000001', 'early', '2026-03-14T11:00:00.000Z')
  ]
  expect(nextCatchUp(confirmedLate).reference).toBe('late')
})

it('takes for back who is fresh, and waits for nobody, where the clock was set back behind the time in the queue', () => {
  const now = Date.parse('2025-01-01T00:00:00Z')
  const ahead = { ...queued('a', 'r', 'x'), tries: 9 }
  expect(waitingForRetry([ahead], now)).toStrictEqual([])
  expect(backAgain([ahead], new Map([['a', { connection: 'fresh', lastSeenMs: now - 1000, isHeard: true }]]), now)).toStrictEqual([ahead])
})

it('sets a queue aside that cannot be read, and begins another', () => {
  const directory = temporaryDirectory()
  const file = join(directory, 'queue.json')
  for (const bad of ['[{"host":"a"', '[{"host":"a","run":"r"}]', '{}', '[null]']) {
    const reasons: string[] = []
    writeFileSync(file, bad)
    expect(readQueue(file, (reason) => { reasons.push(reason) })).toStrictEqual([])
    expect(reasons).toStrictEqual([expect.stringContaining(file)])
    expect([existsSync(file), readFileSync(`${file}.bad`, 'utf8')]).toStrictEqual([false, bad])
  }
})

it('lets a device wait for its release and for its agent, and a run changes only what waits for the same', () => {
  const [app, agent] = [queued('a', earlier, 'app'), { ...queued('a', earlier, 'agent'), action: 'agent' } as const]
  expect(after([app, agent], [ended('a', 'updated')], { action: 'agent' })).toStrictEqual([app])
  expect(after([app, agent], [ended('a', 'failed')], { action: 'update', isWholeFleet: true })).toStrictEqual([agent])
  expect(after(
    [app], [ended('a', 'unreachable')], { action: 'agent' }
  )).toMatchObject([app, { host: 'a', action: 'agent', revision: 'new' }])
  // What a version before has written says nothing of an action.
  expect(after([{ host: 'a', run: earlier, queuedAt: app.queuedAt }], [ended('a', 'updated')], { action: 'update' })).toStrictEqual([])
})

it('catches nobody up to a restart, a reboot or a way back, and brings no agent to who was to go back', () => {
  const [app, agent, other] = [
    queued('a', earlier, 'app'), { ...queued('a', earlier, 'agent'), action: 'agent' } as const,
    { ...queued('b', earlier, 'agent'), action: 'agent' } as const
  ]
  for (const action of ['restart', 'reboot'] as const) expect(after(
    [app, agent], [ended('a', 'unreachable')], { action, queuesUnreachable: false }
  )).toStrictEqual([app, agent])
  expect(after([app, agent, other], [ended('a', 'unreachable')], { action: 'agent', queuesUnreachable: false })).toStrictEqual([app, other])
})

it('catches up to releases and to agents at different times', () => {
  const [app, agent] = [
    { ...queued('a', earlier, 'x'), wantedAt: '2026-03-14T09:00:00.000Z' },
    { ...queued('b', earlier, 'x'), action: 'agent', wantedAt: '2026-03-14T11:00:00.000Z' } as const
  ]
  expect(nextCatchUp([app, agent])).toStrictEqual({ action: 'agent', reference: 'x', hosts: [agent] })
  expect(nextCatchUp([app])).toStrictEqual({ action: 'update', reference: 'x', hosts: [app] })
})

it('catches up in the hours of the run that wanted it alone, and those of other hours at another time', () => {
  const window = { from: 22 * 60, to: 5 * 60 }
  const [night] = after([], [ended('a', 'unreachable')], { window })
  expect(night).toMatchObject({ host: 'a', window })
  const local = (hours: number): number => new Date(2026, 2, 14, hours).getTime()
  const any = { ...queued('b', earlier, 'new'), wantedAt: startedAt }
  expect(outsideHours([night!, any], local(12))).toStrictEqual([night])
  expect(outsideHours([night!, any], local(23))).toStrictEqual([])
  expect(nextCatchUp([night!, any])).toStrictEqual({ action: 'update', hosts: [night], reference: 'new', window })
})
