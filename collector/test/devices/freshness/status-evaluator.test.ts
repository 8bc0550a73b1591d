import { expect, it } from 'vitest'
import { defaultLimits } from '@mimamori/contract/default-limits'
import { createStatusEvaluator } from '../../../src/devices/freshness/status-evaluator.ts'
import type { Device } from '../../../src/devices/registry/device.ts'
import { clockInTest } from '../../collector-in-test.ts'
import { connectionInTest, deviceInTest } from '../snapshot-in-test.ts'

const start = Date.UTC(2026, 10, 25)
const minutes = (count: number) => count * 60_000

/** A site of which `heard` devices were just heard; the others were heard ten minutes ago. */
const arrange = (devices: readonly Device[], { isOwnDevice }: { readonly isOwnDevice?: (id: string) => boolean } = {}) => {
  const clock = clockInTest(start)
  const heard = new Set<string>()
  const connections = { get: (id: string) => connectionInTest(heard.has(id) ? clock.nowMs() : start - minutes(10)) }
  const evaluator = createStatusEvaluator({
    registry: { all: () => devices }, limits: { of: () => defaultLimits }, connections, clock, trust: { trusted: true },
    reachable: () => false, ...isOwnDevice && { isOwnDevice }
  })
  return {
    clock,
    heard,
    reasonOf: (id: string) =>
      evaluator.evaluate({
        device: devices.find((device) => device.id === id)!,
        connection: connections.get(id),
        quietMs: 0,
        nowMs: clock.nowMs()
      }).reason?.code
  }
}

const three = ['pi-1', 'pi-2', 'pi-3'].map((id) => deviceInTest(id))

it('gives a quiet site as the reason of its devices, and the device itself where another of the site is heard', () => {
  const { heard, reasonOf } = arrange(three)
  expect(reasonOf('pi-1')).toBe('site_silent')
  const other = arrange(three)
  other.heard.add('pi-2')
  expect(other.reasonOf('pi-1')).toBe('no_answer')
  expect(heard.size).toBe(0)
})

it('counts the quiet devices of a site once a second, not for each device', () => {
  const { clock, heard, reasonOf } = arrange(three)
  expect(reasonOf('pi-1')).toBe('site_silent')
  heard.add('pi-2')
  clock.advance(999)
  expect(reasonOf('pi-1')).toBe('site_silent')
  clock.advance(1)
  expect(reasonOf('pi-1')).toBe('no_answer')
})

it('counts only devices that ought to report, and not the server itself', () => {
  const off = (['pending', 'paused', 'retired', 'revoked'] as const).map((state) => deviceInTest(`pi-${state}`, { state }))
  const withOthers = arrange([...three, ...off, deviceInTest('server')], { isOwnDevice: (id) => id === 'server' })
  for (const id of ['server', ...off.map((device) => device.id)]) withOthers.heard.add(id)
  expect(withOthers.reasonOf('pi-1')).toBe('site_silent')
  const paused = arrange([...three.slice(0, 2), deviceInTest('pi-3', { state: 'paused' })])
  expect(paused.reasonOf('pi-1')).toBe('no_answer')
})
