import { expect, test } from 'vitest'
import { createUnknownSenders } from '../../../src/devices/authentication/unknown-senders.ts'
import type { Device } from '../../../src/devices/registry/device.ts'
import { clockInTest } from '../../collector-in-test.ts'

const dayMs = 86_400_000
const takenMs = Date.UTC(2026, 11, 1)

const arrange = ({ isRestored = true } = {}) => {
  const clock = clockInTest(takenMs + dayMs)
  const known = new Set<string>(['pi-known'])
  const senders = createUnknownSenders({
    clock, restored: isRestored ? { takenMs, restoredMs: takenMs + dayMs } : undefined,
    registry: { get: (id) => known.has(id) ? {} as Device : undefined }
  })
  return { clock, known, senders }
}

test('a restored server names who is not in its registry, once each, until it is added again', () => {
  const { known, senders } = arrange()
  for (const id of ['pi-2', 'pi-1', 'pi-2', 'pi-known', undefined]) senders.record(id)
  expect(senders.ids()).toEqual(['pi-1', 'pi-2'])
  known.add('pi-1')
  expect(senders.ids()).toEqual(['pi-2'])
})

test('forgets who has sent nothing for a day, and names nobody who appears a month after the restore', () => {
  const { clock, senders } = arrange()
  senders.record('pi-1')
  clock.advance(dayMs)
  expect(senders.ids()).toEqual(['pi-1'])
  clock.advance(1)
  expect(senders.ids()).toEqual([])
  clock.advance(30 * dayMs)
  senders.record('pi-1')
  expect(senders.ids()).toEqual([])
})

test('a server that was never restored names nobody', () => {
  const { senders } = arrange({ isRestored: false })
  senders.record('pi-1')
  expect(senders.ids()).toEqual([])
})

test('takes no more than a hundred names, and none that no device can have', () => {
  const { senders } = arrange()
  senders.record('<b>pi</b>')
  for (let count = 0; count < 150; count++) senders.record(`pi-${count}`)
  expect(senders.ids()).toHaveLength(100)
  expect(senders.ids()).not.toContain('<b>pi</b>')
})
