import { expect, it } from 'vitest'
import type { DeviceState, Freshness } from '@mimamori/contract'
import { createProber } from '../../../src/devices/freshness/prober.ts'
import type { ProbeAnswer } from '../../../src/devices/freshness/tcp-probe.ts'
import type { Device } from '../../../src/devices/registry/device.ts'

const device = (id: string, state: DeviceState = 'active', address: string | undefined = '192.0.2.1'): Device => ({
  id, site: '', role: '', labels: {}, state, stateSinceMs: 0, limits: {}, enrolledAtMs: 0, keys: [],
  ...(address !== undefined && { address })
})

/** A prober over these devices, with a clock and answers that the test sets. */
const arrange = (devices: Device[]) => {
  const freshness = new Map<string, Freshness>()
  const state = { nowMs: 0, probed: [] as string[], answer: 'answers' as ProbeAnswer, under: 0, most: 0 }
  const prober = createProber({
    clock: { nowMs: () => state.nowMs, monotonicMs: () => state.nowMs },
    devices: () => devices,
    freshnessOf: ({ id }) => freshness.get(id) ?? 'late',
    random: () => 0.5,
    onError: (error) => { throw error },
    async probe ({ id }) {
      state.under += 1
      state.most = Math.max(state.most, state.under)
      state.probed.push(id)
      await Promise.resolve()
      state.under -= 1
      return state.answer
    }
  })
  return { prober, state, freshness }
}

it('tries devices that are late or silent, have an address and are expected, and no others', async () => {
  const { prober, state, freshness } = arrange([
    device('late'),
    device('silent'),
    device('fresh'),
    device('paused', 'paused'),
    device('retired', 'retired'),
    { ...device('nowhere'), address: undefined } as unknown as Device
  ])
  freshness.set('silent', 'silent').set('fresh', 'fresh')
  await prober.pass()
  expect(state.probed).toStrictEqual(['late', 'silent'])
  expect(prober.reachable('late')).toBe(true)
  expect(prober.reachable('fresh')).toBeUndefined()
})

it('tries a late device again after a minute and a silent one after five', async () => {
  const { prober, state, freshness } = arrange([device('late'), device('silent')])
  freshness.set('silent', 'silent')
  await prober.pass()
  state.nowMs = 59_000
  await prober.pass()
  expect(state.probed).toStrictEqual(['late', 'silent'])
  state.nowMs = 61_000
  state.answer = 'no_answer'
  await prober.pass()
  expect(state.probed).toStrictEqual(['late', 'silent', 'late'])
  expect(prober.reachable('late')).toBe(false)
  expect(prober.reachable('silent')).toBe(true)
})

it('forgets what it found once the device is heard again', async () => {
  const { prober, freshness } = arrange([device('pi')])
  await prober.pass()
  freshness.set('pi', 'fresh')
  await prober.pass()
  expect(prober.reachable('pi')).toBeUndefined()
})

it('never has more than sixteen attempts under way', async () => {
  const { prober, state } = arrange(Array.from({ length: 100 }, (_, index) => device(`pi-${index}`)))
  await Promise.all([prober.pass(), prober.pass()])
  expect(state.most).toBe(16)
  for (let pass = 0; pass < 10; pass += 1) await prober.pass()
  expect(new Set(state.probed).size).toBe(100)
})

it('says nothing of a device whose address may not be tried', async () => {
  const { prober, state } = arrange([device('pi')])
  state.answer = 'not_allowed'
  await prober.pass()
  expect(prober.reachable('pi')).toBeUndefined()
})
