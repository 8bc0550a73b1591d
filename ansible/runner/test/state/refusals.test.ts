import type { HostFinished } from '@mimamori/contract'
import { expect, it } from 'vitest'
import type { Plan } from '../../src/plan/plan.ts'
import { refusalsOf, refusedIn, type Refusal } from '../../src/state/refusals.ts'

const at = '2026-03-14T09:30:00.000Z'
const planOf = (more: object): Plan =>
  ({ run: '20260314-093000-0a1b2c', hosts: [{ host: 'a', release: 'signage', revision: 'v2' }], ...more }) as unknown as Plan
const refusal = (more: Partial<Refusal> = {}): Refusal => ({
  release: 'signage', revision: 'v2', run: '20260314-093000-0a1b2c', host: 'a', message: 'a is failing', at, ...more
})

it('is about a revision of a release, and about an earlier agent by the beginning of its revision', () => {
  expect(refusedIn(planOf({}), [refusal(), refusal({ release: 'radio' }), refusal({ revision: 'v22' })])).toStrictEqual([refusal()])
  const agent = planOf({ action: 'agent', release: 'mimamori-agent', reference: '0a1b', hosts: [{ host: 'a' }] })
  expect(refusedIn(agent, [refusal(), refusal({ release: 'mimamori-agent', revision: '0a1b2c' })])).toHaveLength(1)
  expect(refusedIn(planOf({ action: 'restart' }), [refusal()])).toStrictEqual([])
})

it('is made once of each revision that the canary has got, and of what the device of the finding ran before', () => {
  const result = (host: string, more: Partial<HostFinished>): HostFinished => ({
    state: 'finished', host, at, attempt: 1, outcome: 'updated', durationSeconds: 1, toRevision: 'v2', ...more
  })
  const plan = planOf({ hosts: ['a', 'b', 'c', 'd'].map((host) => ({ host, release: 'signage' })) })
  const results = [
    result('a', { outcome: 'unchanged' }), result('b', {}), result('c', { outcome: 'unchanged', toRevision: 'v1' }),
    result('d', { toRevision: 'v3' })
  ]
  expect(refusalsOf(plan, results, { host: 'a', message: 'a is failing' }, at)).toStrictEqual([refusal(), refusal({ revision: 'v3' })])
  expect(refusalsOf({ ...plan, action: 'restart' }, results, { host: 'a', message: 'a is failing' }, at)).toStrictEqual([])
})
