import { expect, it } from 'vitest'
import type { KnownDevice } from '../../src/collector/connection.ts'
import type { Plan } from '../../src/plan/plan.ts'
import { planWaves } from '../../src/plan/plan-waves.ts'
import { renewedPlan } from '../../src/plan/renewed-plan.ts'
import { withoutPinned } from '../../src/state/pins.ts'
import { runResultOf } from '../../src/state/run-result.ts'
import { planOf } from '../plan-of.ts'

const planned = (more: Partial<Plan> = {}) =>
  planOf(['a', 'b', 'c'].map((host) => ({ host, connection: 'fresh' })), { reference: 'v2', ...more })
const device = (connection: KnownDevice['connection'], isHeard = false): KnownDevice => ({ connection, isHeard, lastSeenMs: undefined })

it('skips devices that were paused and switched off while the run waited for its time, unless their own names were typed', () => {
  const known = new Map([
    ['a', device('paused')], ['b', device('paused', true)], ['c', device('fresh', true)], ['d', device('fresh', true)]
  ])
  const plan = renewedPlan(planned({ pausedOff: ['d'] }), known)
  expect(plan).toMatchObject({ hosts: [{ host: 'b', connection: 'paused' }, { host: 'c' }], pausedOff: ['d', 'a'] })
  const named = planned()
  const hosts = named.hosts.map((one) => ({ ...one, isNamed: true }))
  expect(renewedPlan({ ...named, hosts }, known).hosts).toHaveLength(3)
})

it('chooses the canary by what is known once the wait is over', () => {
  const plan = renewedPlan(planned(), new Map([['a', device('silent')], ['b', device('retired')], ['c', device('fresh', true)]]))
  expect(planWaves(plan).map(({ batches }) => batches)).toStrictEqual([[['c']], [['a', 'b']]])
  expect(plan).not.toHaveProperty('pausedOff')
})

it('ends well where all of its devices turn out to be off on purpose', () => {
  const plan = renewedPlan(planned(), new Map(['a', 'b', 'c'].map((host) => [host, device('paused')])))
  expect(runResultOf(
    plan, [], { endedAt: '2026-03-14T13:00:00.000Z', warnings: [] }
  )).toMatchObject({ outcome: 'succeeded', exitCode: 0, counts: { skipped: 3 } })
})

it('lets the queue bring what it newly wants to whom it leaves out, paused or pinned', () => {
  const plan = renewedPlan(planned({ replacesQueued: [] }), new Map([['a', device('paused')]]))
  expect(withoutPinned(plan, [{ host: 'b', by: 'aiko', at: '2026-03-14T09:00:00.000Z' }])).toMatchObject({
    hosts: [{ host: 'c' }], replacesQueued: [{ host: 'a', reference: 'v2' }, { host: 'b', reference: 'v2' }]
  })
})
