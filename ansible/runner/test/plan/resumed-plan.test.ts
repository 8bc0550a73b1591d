import { expect, it } from 'vitest'
import { resumedPlan } from '../../src/plan/resumed-plan.ts'
import { planOf } from '../plan-of.ts'

it('goes on to the same revision, skips nobody for what the stopped run found, and replaces nothing of what other devices wait for: ' +
  'a later run may have wanted something newer', () => {
  const stopped = planOf(['a'], { revision: 'v1', retired: ['b'], replacesQueued: [{ host: 'outside', revision: 'v1' }] })
  const plan = resumedPlan({
    stopped, isCanaryOver: true,
    devices: {
      selection: { hosts: [{ host: 'a', variables: {} }], leftOut: [], pinned: [], pausedOff: [], named: [] }, known: new Map(),
      groups: new Map()
    },
    start: { by: 'aiko', language: 'en', clock: { nowMs: () => 0 } }
  })
  expect(plan).toMatchObject({ resumes: stopped.run, revision: 'v1', hosts: [{ host: 'a' }] })
  expect(plan).not.toHaveProperty('replacesQueued')
  expect(plan).not.toHaveProperty('retired')
})
