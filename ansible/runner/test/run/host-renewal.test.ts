import type { HostFinished } from '@mimamori/contract'
import { expect, it } from 'vitest'
import type { KnownDevice } from '../../src/collector/connection.ts'
import { createHostStates } from '../../src/state/host-states.ts'
import type { Plan } from '../../src/plan/plan.ts'
import { hostRenewal } from '../../src/run/host-renewal.ts'
import { runResultOf } from '../../src/state/run-result.ts'
import { runText } from '../../src/text/runner-text.ts'
import { planOf } from '../plan-of.ts'

const at = '2026-03-14T22:00:00.000Z'
const plan = planOf(['a', 'b', 'c'].map((host) => ({ host, connection: 'fresh' })), { startedAt: at })
const device = (connection: KnownDevice['connection']): KnownDevice => ({
  connection, isHeard: connection === 'fresh', lastSeenMs: undefined
})

const renewal = (
  { hasWaited = true, known }: { readonly hasWaited?: boolean, readonly known: ReadonlyMap<string, KnownDevice> | Error }
) => {
  const hostStates = createHostStates(plan.hosts.map(({ host }) => host))
  const [kept, results]: [Plan[], HostFinished[]] = [[], []]
  const addResults = (added: readonly HostFinished[]): void => {
    results.push(...added)
    for (const result of added) hostStates.take(result)
  }
  const one = hostRenewal({
    run: { plan, hostStates, addResults, clock: { nowMs: () => Date.parse(at), async sleep () {} }, text: runText('en') },
    takeHasWaited: () => hasWaited,
    async askConnections () {
      if (known instanceof Error) throw known
      return known
    },
    storePlan: (changed) => { kept.push(changed) }
  })
  return { ...one, kept, results, hostStates }
}

const known = new Map([['a', device('paused')], ['b', device('silent')]])

it('skips who was paused and switched off while the run waited, and knows of the others how they are by now', async () => {
  const { renew, kept, results, hostStates, plan: renewed } = renewal({ known })
  expect(await renew(plan.hosts)).toMatchObject([{ host: 'b', connection: 'silent' }, { host: 'c', connection: 'unknown' }])
  expect(results).toMatchObject([{ host: 'a', outcome: 'skipped', message: 'paused, and not reporting' }])
  expect(kept).toStrictEqual([{ ...plan, pausedOff: ['a'] }])
  // It makes the run no failure, and is counted once.
  for (const host of ['b', 'c']) hostStates.take({ state: 'finished', host, at, attempt: 1, outcome: 'updated', durationSeconds: 1 })
  expect(runResultOf(renewed(), hostStates.all(), { endedAt: at, warnings: [] })).toMatchObject({
    outcome: 'succeeded', exitCode: 0, counts: { total: 3, updated: 2, skipped: 1 }, hosts: [{ host: 'a' }, { host: 'b' }, { host: 'c' }]
  })
})

it('skips who was retired before Ansible came to it, which makes the run no failure', async () => {
  const { stillInUse, kept, results, hostStates, plan: renewed } = renewal({
    known: new Map([['a', device('retired')], ['b', device('fresh')], ['c', device('revoked')]])
  })
  expect(await stillInUse(['a', 'b', 'c'], 2)).toStrictEqual(['b'])
  expect(results).toMatchObject(['a', 'c'].map((host) => ({
    host, attempt: 2, outcome: 'skipped', message: 'retired, or its keys revoked, during the run'
  })))
  expect(kept).toStrictEqual([{ ...plan, retired: ['a', 'c'] }])
  hostStates.take({ state: 'finished', host: 'b', at, attempt: 1, outcome: 'updated', durationSeconds: 1 })
  expect(runResultOf(renewed(), hostStates.all(), { endedAt: at, warnings: [] })).toMatchObject({
    outcome: 'succeeded', exitCode: 0, counts: { total: 3, updated: 1, skipped: 2 }
  })
})

it('asks about nobody where all have a result, and takes nobody for retired where the collector does not say', async () => {
  const { stillInUse, kept, results } = renewal({ known: new Error('503') })
  expect([await stillInUse([], 1), await stillInUse(['a'], 1), kept, results]).toStrictEqual([[], ['a'], [], []])
})

it('leaves them as they were where the run has not waited, or the collector does not say', async () => {
  for (const { renew, kept, results, plan: renewed } of [renewal({ known, hasWaited: false }), renewal({ known: new Error('503') })]) {
    expect(await renew(plan.hosts)).toBe(plan.hosts)
    expect([kept, results, renewed()]).toStrictEqual([[], [], plan])
  }
})
