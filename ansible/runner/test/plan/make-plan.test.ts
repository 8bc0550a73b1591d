import { expect, it } from 'vitest'
import { planLines } from '../../src/display/plan-lines.ts'
import { makePlan, type PlanOptions } from '../../src/plan/make-plan.ts'
import { runText } from '../../src/text/runner-text.ts'

const options: PlanOptions = {
  devices: { selection: { hosts: [{ host: 'a', variables: {} }], leftOut: [], pinned: [], pausedOff: [], named: [] }, groups: new Map(), known: new Map() },
  release: { wanted: { variables: { release_revision: 'v2' }, revisions: new Map() }, unnamedReleases: [] },
  rollout: { canary: undefined, wavePercent: undefined, maxFailures: undefined, soakMinutes: undefined },
  settings: { inventory: '/inventory', playbook: '/playbook.yml', canary: 1, wavePercent: 10, maxFailures: undefined },
  schedule: {},
  mode: { check: false, force: false, isWholeFleet: true },
  start: { by: 'aiko', language: 'en', clock: { nowMs: () => 0 } }
}

it('asks the role for every step again only where that was asked for, and says so', () => {
  expect(makePlan(options).variables).toStrictEqual({ release_revision: 'v2' })
  const forced = makePlan({ ...options, mode: { ...options.mode, force: true } })
  expect(forced.variables).toStrictEqual({ release_revision: 'v2', release_force: true })
  expect(planLines(forced, [], runText('en'))).toContain('Runs every step again, even on devices that are up to date.')
})
