import type { HostFinished, HostOutcome } from '@mimamori/contract'
import { expect, it } from 'vitest'
import type { RunnerClock } from '../../src/platform/clock.ts'
import type { Stopped } from '../../src/run/gate.ts'
import { createHostStates, outcomeOf } from '../../src/state/host-states.ts'
import type { Plan, PlannedHost } from '../../src/plan/plan.ts'
import type { RunBatch } from '../../src/run/playbook/run-batch.ts'
import { rollOut, type RolloutOptions } from '../../src/run/rollout.ts'
import { runText } from '../../src/text/runner-text.ts'
import { planOf } from '../plan-of.ts'

type End = HostOutcome | Pick<HostFinished, 'outcome' | 'step'> & { readonly update?: true | undefined }

const refused: End = { outcome: 'failed', step: 'preflight' }

interface RolloutCase {
  readonly plan: Plan
  readonly outcome: (host: string, attempt: number) => End | undefined
  /** Cancelled once so many batches have ended. */
  readonly cancelAfter?: number
  readonly soak?: RolloutOptions['steps']['soak']
  /** Those that the inventory no longer has: Ansible says nothing of them. */
  readonly retired?: readonly string[]
  /** What is known by now of the hosts that are left, after so many batches. */
  readonly renew?: (hosts: readonly PlannedHost[], batches: number) => readonly PlannedHost[]
}

/** A run whose batches end at once, each host as `outcome` says; the clock notes how long it was paused. */
const rolledOut = async (
  { plan, outcome, cancelAfter = Infinity, soak = async () => undefined, renew = (hosts) => hosts, retired = [] }: RolloutCase
) => {
  const hostStates = createHostStates(plan.hosts.map(({ host }) => host))
  const pauses: number[] = []
  const batches: string[][] = []
  const holds: number[] = []
  const controller = new AbortController()
  const clock: RunnerClock = { nowMs: () => Date.parse(plan.startedAt), async sleep (ms) { pauses.push(ms) } }
  const runBatch: RunBatch = async (hosts, attempt) => {
    batches.push([`#${attempt}`, ...hosts])
    for (const host of hosts) {
      const ended = outcome(host, attempt)
      if (ended) hostStates.take({
        state: 'finished', host, at: plan.startedAt, attempt, durationSeconds: 1, update: true,
        ...typeof ended === 'string' ? { outcome: ended } : ended
      })
    }
    if (batches.length === cancelAfter) controller.abort('aiko')
    return { exitCode: 0, timedOut: false, lastOutput: '' }
  }
  const stopped = await rollOut({
    run: {
      plan, hostStates, canaries: createHostStates([]), clock, cancelled: controller.signal, text: runText('en'),
      addResults: (results) => { for (const result of results) hostStates.take(result) },
      log () {}
    },
    steps: {
      runBatch, soak,
      stillInUse: async (hosts) => {
        const left = hosts.filter((host) => retired.includes(host))
        for (const host of left) hostStates.take({
          state: 'finished', host, at: plan.startedAt, attempt: 1, durationSeconds: 0, outcome: 'skipped'
        })
        return hosts.filter((host) => !left.includes(host))
      },
      async hold () { holds.push(batches.length) },
      renew: async (hosts) => renew(hosts, batches.length),
      reportProgress () {}
    },
    retries: { count: 3, pauseSeconds: 60 }
  })
  return { stopped, batches, holds: [...new Set(holds)], pauses, outcomes: hostStates.all().map(outcomeOf) }
}

it('waits before each further attempt at those that it could not reach, and gives up after the last', async () => {
  const { batches, pauses, outcomes, stopped } = await rolledOut({
    plan: planOf(['a', 'b', 'c']), outcome: (host) => host === 'b' ? 'unreachable' : 'updated'
  })
  expect(batches).toStrictEqual([['#1', 'a'], ['#1', 'b', 'c'], ['#2', 'b'], ['#3', 'b'], ['#4', 'b']])
  expect(pauses).toStrictEqual([60_000, 60_000, 60_000])
  expect(outcomes).toStrictEqual(['updated', 'unreachable', 'updated'])
  expect(stopped).toBeUndefined()
})

it('goes on over a canary that was retired before its turn, and counts no failure', async () => {
  const { stopped, batches, outcomes } = await rolledOut({
    plan: planOf(['a', 'b', 'c'], { maxFailures: 0 }), retired: ['a'], outcome: (host) => host === 'a' ? undefined : 'updated'
  })
  expect(batches).toStrictEqual([['#1', 'a'], ['#1', 'b'], ['#1', 'c']])
  expect([stopped, outcomes]).toStrictEqual([undefined, ['skipped', 'updated', 'updated']])
})

it('does not stop over a failure in the last wave, when nothing is left to be spared', async () => {
  const { stopped, outcomes } = await rolledOut({
    plan: planOf(['a', 'b', 'c'], { maxFailures: 0 }), outcome: (host) => host === 'c' ? 'failed' : 'updated'
  })
  expect(stopped).toBeUndefined()
  expect(outcomes).toStrictEqual(['updated', 'updated', 'failed'])
})

it('counts a device without a result as a failure against the budget', async () => {
  const { stopped, outcomes } = await rolledOut({ plan: planOf(['a', 'b', 'c']), outcome: (host) => host === 'a' ? undefined : 'updated' })
  expect(stopped).toStrictEqual({ outcome: 'failed', message: '1 failed in the canary (0 allowed)' })
  expect(outcomes).toStrictEqual(['failed', 'skipped', 'skipped'])
})

it('keeps one budget of failures over all waves', async () => {
  const plan = planOf(['a', 'b', 'c', 'd', 'e'], { maxFailures: 1, waveSize: 1 })
  const { stopped, outcomes } = await rolledOut({ plan, outcome: (host) => ['b', 'c'].includes(host) ? 'failed' : 'updated' })
  expect(stopped).toStrictEqual({ outcome: 'failed', message: '2 failed (1 allowed)' })
  expect(outcomes).toStrictEqual(['updated', 'failed', 'failed', 'skipped', 'skipped'])
})

it('counts unreachable devices against no budget', async () => {
  const { stopped, batches } = await rolledOut({ plan: planOf(['a', 'b', 'c', 'd'], { maxFailures: 0 }), outcome: (_host, attempt) =>
    attempt === 1 ? 'unreachable' : 'updated' })
  // No canary has shown anything, so each next one is alone again; the retries then reach all.
  expect(batches).toStrictEqual([['#1', 'a'], ['#1', 'b'], ['#1', 'c'], ['#1', 'd'], ['#2', 'a', 'b', 'c', 'd']])
  expect(stopped).toBeUndefined()
})

it('lets the next device take the place of a canary that was refused untouched, since that has shown nothing of the release; ' +
  'it has failed all the same', async () => {
  const { stopped, batches, outcomes } = await rolledOut({
    plan: planOf(['a', 'b', 'c', 'd']), outcome: (host) => host === 'a' ? refused : 'updated'
  })
  expect(batches).toStrictEqual([['#1', 'a'], ['#1', 'b'], ['#1', 'c', 'd']])
  expect(stopped).toBeUndefined()
  expect(outcomes).toStrictEqual(['failed', 'updated', 'updated', 'updated'])
})

it('still spares the others where the canary that came in place of a refused one fails', async () => {
  const { stopped, outcomes } = await rolledOut({
    plan: planOf(['a', 'b', 'c', 'd']), outcome: (host) => host === 'a' ? refused : 'rolled_back'
  })
  expect(stopped).toStrictEqual({ outcome: 'failed', message: '1 failed in the canary (0 allowed)' })
  expect(outcomes).toStrictEqual(['failed', 'rolled_back', 'skipped', 'skipped'])
})

it('goes from canary to canary no further than the run bears failures, refusals among them', async () => {
  const { stopped, batches } = await rolledOut({ plan: planOf(['a', 'b', 'c', 'd']), outcome: () => refused })
  expect(batches).toStrictEqual([['#1', 'a'], ['#1', 'b']])
  expect(stopped).toStrictEqual({ outcome: 'failed', message: '2 failed (1 allowed)' })
  expect((await rolledOut({ plan: planOf(['a', 'b', 'c'], { maxFailures: 0 }), outcome: () => refused })).batches).toHaveLength(1)
})

it('counts refused devices against the budget after the canary', async () => {
  const { stopped, batches } = await rolledOut({
    plan: planOf(['a', 'b', 'c', 'd', 'e']), outcome: (host) => host === 'a' ? 'updated' : refused
  })
  expect(batches).toStrictEqual([['#1', 'a'], ['#1', 'b', 'c']])
  expect(stopped).toStrictEqual({ outcome: 'failed', message: '2 failed (1 allowed)' })
})

it('stops between batches once it is cancelled, retries included', async () => {
  const { stopped, outcomes, batches } = await rolledOut({
    plan: planOf(['a', 'b', 'c', 'd']), outcome: (host) => host === 'b' ? 'unreachable' : 'updated', cancelAfter: 2
  })
  expect(stopped).toStrictEqual({ outcome: 'cancelled', message: 'cancelled by aiko' })
  expect(outcomes).toStrictEqual(['updated', 'unreachable', 'updated', 'skipped'])
  expect(batches).toHaveLength(2)
})

it('asks for leave before every batch, retries included, and not once nothing is left to do', async () => {
  const { holds, batches } = await rolledOut({ plan: planOf(['a', 'b', 'c', 'd']), outcome: (host, attempt) =>
    host === 'd' && attempt === 1 ? 'unreachable' : 'updated' })
  expect(batches).toHaveLength(4)
  expect(holds).toStrictEqual([0, 1, 2, 3])
})

it('does not wait for its time where its failures stop it anyway', async () => {
  const { holds } = await rolledOut({ plan: planOf(['a', 'b', 'c']), outcome: () => 'failed' })
  expect(holds).toStrictEqual([0])
})

it('watches the canary that has shown something before the others follow, and stops over what it finds', async () => {
  const watched: (readonly string[])[] = []
  const { stopped, outcomes, batches } = await rolledOut({
    plan: planOf(['a', 'b', 'c', 'd']), outcome: (host) => host === 'a' ? 'unreachable' : 'updated',
    async soak (hosts) {
      watched.push(hosts)
      return { outcome: 'failed', message: 'b has an alert' }
    }
  })
  expect(watched).toStrictEqual([['b']])
  expect(stopped).toStrictEqual({ outcome: 'failed', message: 'b has an alert' })
  expect(batches).toStrictEqual([['#1', 'a'], ['#1', 'b']])
  expect(outcomes).toStrictEqual(['unreachable', 'updated', 'skipped', 'skipped'])
})

it('watches a canary after which nothing comes, and none that has failed', async () => {
  const soak = async (): Promise<Stopped> => ({ outcome: 'failed', message: 'watched' })
  expect((await rolledOut({ plan: planOf(['a']), outcome: () => 'updated', soak })).stopped?.message).toBe('watched')
  expect(
    (await rolledOut({ plan: planOf(['a', 'b']), outcome: () => 'failed', soak })).stopped?.message
  ).toBe('1 failed in the canary (0 allowed)')
})

it('counts as stopped where devices are still out of reach that would else be caught up to what has failed', async () => {
  const unreachableFirst = (ends: Readonly<Record<string, End>>) => (host: string): End => ends[host] ?? 'updated'
  // The one that came as canary in place of the unreachable has failed; there is no wave after it.
  const canary = await rolledOut({ plan: planOf(['a', 'b']), outcome: unreachableFirst({ a: 'unreachable', b: 'failed' }) })
  expect(canary.stopped).toMatchObject({ outcome: 'failed' })
  expect(canary.batches).toStrictEqual([['#1', 'a'], ['#1', 'b']])
  // The last try at the unreachable has spent the budget.
  const last = await rolledOut({ plan: planOf(['a', 'b', 'c'], { maxFailures: 0 }), outcome: (host, attempt) =>
    host === 'a' ? 'updated' : host === 'b' && attempt === 4 ? 'failed' : 'unreachable' })
  expect(last.stopped).toMatchObject({ outcome: 'failed' })
  expect(last.outcomes).toStrictEqual(['updated', 'failed', 'unreachable'])
})

it('ends as cancelled where devices are still out of reach, although it was cancelled in its last batch', async () => {
  const { stopped } = await rolledOut({
    plan: planOf(['a', 'b']), outcome: (host) => host === 'b' ? 'unreachable' : 'updated', cancelAfter: 5
  })
  expect(stopped).toMatchObject({ outcome: 'cancelled' })
})

it.each(['updated', 'unchanged'] as const)('believes no “%s” of a playbook that has said nothing of a release', async (outcome) => {
  const { stopped, outcomes } = await rolledOut({ plan: planOf(['a', 'b']), outcome: () => ({ outcome, update: undefined }) })
  expect(stopped?.message).toBe('1 failed in the canary (0 allowed)')
  expect(outcomes).toStrictEqual(['failed', 'skipped'])
})

it('watches of the canary only those that were updated: failures that the run bears are no finding', async () => {
  const watched: (readonly string[])[] = []
  await rolledOut({
    plan: planOf(['a', 'b', 'c'], { canary: 2, maxFailures: 1 }), outcome: (host) => host === 'a' ? 'failed' : 'updated',
    async soak (hosts) { return void watched.push(hosts) }
  })
  expect(watched).toStrictEqual([['b']])
})

it('ends without further attempts where its hours are over, and leaves the unreachable to catching up', async () => {
  const startedAt = new Date(2026, 2, 14, 12).toISOString()
  const { batches, stopped } = await rolledOut({
    plan: planOf(['a', 'b'], { startedAt, window: { from: 22 * 60, to: 5 * 60 } }),
    outcome: (host) => host === 'b' ? 'unreachable' : 'updated'
  })
  expect(batches).toStrictEqual([['#1', 'a'], ['#1', 'b']])
  expect(stopped).toBeUndefined()
})

it('leaves those that have gone offline while it waited to its end, and takes no canary of them', async () => {
  const goneOffline = (name: string) =>
    (hosts: readonly PlannedHost[]): readonly PlannedHost[] =>
      hosts.map((one) => one.host === name ? { ...one, connection: 'silent' } : one)
  const canary = await rolledOut({ plan: planOf(['a', 'b', 'c', 'd']), outcome: () => 'updated', renew: goneOffline('a') })
  expect(canary.batches).toStrictEqual([['#1', 'b'], ['#1', 'c', 'd'], ['#1', 'a']])
})

it('puts off those of a wave that have gone offline while it waited within it', async () => {
  const plan = planOf(['a', 'b', 'c', 'd', 'e'].map((host) => ({ host, profile: 'pi3' })), { waveSize: 3 })
  const { batches, outcomes } = await rolledOut({ plan, outcome: () => 'updated', renew: (hosts, ended) =>
    hosts.map((one) => one.host === 'c' && ended === 2 ? { ...one, connection: 'silent' } : one) })
  expect(batches).toStrictEqual([['#1', 'a'], ['#1', 'b'], ['#1', 'd'], ['#1', 'e'], ['#1', 'c']])
  expect(outcomes).toStrictEqual(Array.from({ length: 5 }, () => 'updated'))
})

it('works on none that was skipped while it waited, and ends where nobody else is left', async () => {
  const { batches, stopped } = await rolledOut({ plan: planOf(['a', 'b', 'c']), outcome: () => 'updated', renew: (hosts, ended) =>
    ended === 0 ? hosts : hosts.filter(({ host }) => host === 'b') })
  expect(batches).toStrictEqual([['#1', 'a'], ['#1', 'b']])
  expect(stopped).toBeUndefined()
  expect((await rolledOut({ plan: planOf(['a', 'b']), outcome: () => 'updated', renew: () => [] })).batches).toStrictEqual([])
})
