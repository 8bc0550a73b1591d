import { expect, it } from 'vitest'
import { failuresBorne, isConclusive, overspentBy } from '../../src/plan/budget.ts'
import type { PlannedHost } from '../../src/plan/plan.ts'
import { planWaves, waveSize } from '../../src/plan/plan-waves.ts'

const hosts = (count: number, of: (index: number) => Partial<PlannedHost> = () => ({})): PlannedHost[] =>
  Array.from({ length: count }, (_, index) => ({ host: `h${index}`, connection: 'fresh', profile: 'default', ...of(index) }))

it('puts every host into exactly one wave, whatever the sizes', () => {
  for (const count of [1, 2, 9, 10, 11, 101]) {
    for (const canary of [0, 1, 3, 200]) {
      for (const percent of [1, 10, 33, 100]) {
        const planned = planWaves({
          hosts: hosts(count), canary, waveSize: waveSize(count, { canary, percent })
        }).flatMap(({ batches }) => batches.flat())
        expect(planned.toSorted()).toStrictEqual(hosts(count).map(({ host }) => host).toSorted())
      }
    }
  }
})

it('takes ten per cent of what the canary leaves, at least one', () => {
  const sizes = planWaves({
    hosts: hosts(21), canary: 1, waveSize: waveSize(21, { canary: 1, percent: 10 })
  }).map(({ batches }) => batches.flat().length)
  expect(sizes).toStrictEqual([1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2])
  expect(waveSize(3, { canary: 1, percent: 10 })).toBe(1)
  expect(waveSize(1, { canary: 1, percent: 10 })).toBe(1)
})

it('takes no device as canary that is off, and tries those last', () => {
  const connection = (index: number) =>
    ({ connection: index === 0 ? 'off' : index === 1 ? 'paused' : index === 2 ? 'unknown' : 'late' } as const)
  expect(planWaves({
    hosts: hosts(5, connection), canary: 1, waveSize: 2
  }).map(({ batches }) => batches.flat())).toStrictEqual([['h2'], ['h3', 'h4'], ['h0', 'h1']])
})

it('gives each small board a playbook of its own', () => {
  const profile = (index: number) => ({ profile: index % 2 === 0 ? 'pi_zero_2w' : 'default' })
  expect(planWaves({ hosts: hosts(4, profile), canary: 0, waveSize: 4 })).toStrictEqual([
    { canary: false, batches: [['h1', 'h3'], ['h0'], ['h2']] }
  ])
})

it('bears no failure in the canary and a tenth of the hosts in all, unless it is set otherwise', () => {
  expect(failuresBorne({ hosts: hosts(5) }, { inCanary: true })).toBe(0)
  expect(failuresBorne({ hosts: hosts(5) }, { inCanary: false })).toBe(1)
  expect(failuresBorne({ hosts: hosts(40) }, { inCanary: false })).toBe(4)
  expect(failuresBorne({ hosts: hosts(40), maxFailures: 2 }, { inCanary: true })).toBe(2)
})

it('bears after the canary what it would not bear in it', () => {
  const failed = [{ outcome: 'failed' }] as const
  expect(overspentBy({ hosts: hosts(40) }, failed, { inCanary: true })).toStrictEqual({ failures: 1, borne: 0, inCanary: true })
  expect(overspentBy({ hosts: hosts(40) }, failed, { inCanary: false })).toBeUndefined()
})

it('takes a device that refused for one that has shown nothing, but not where that is only presumed', () => {
  expect(isConclusive({ outcome: 'failed', step: 'preflight' })).toBe(false)
  expect(isConclusive({ outcome: 'failed', step: 'preflight', presumed: true })).toBe(true)
})
