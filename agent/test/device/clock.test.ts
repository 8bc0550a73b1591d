import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { repeat, systemClock } from '../../src/device/clock.ts'
import { readBootId, readRandomId } from '../../src/device/random-id.ts'
import { createManualClock } from '../manual-clock.ts'

describe('the system clock', () => {
  test('counts milliseconds since the boot, as the kernel does', () => {
    const kernelMs = Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]) * 1000
    expect(Math.abs(systemClock.monotonicMs() - kernelMs)).toBeLessThan(1000)
    expect(Number.isInteger(systemClock.monotonicMs())).toBe(true)
  })

  test('stops sleeping at once when it is aborted, or was before', async () => {
    const waking = new AbortController()
    const slept = systemClock.sleep(1e9, waking.signal)
    waking.abort()
    await slept
    await systemClock.sleep(1e9, waking.signal)
  })
})

test('what is repeated is done after each pause, and no more once the signal fires', async () => {
  const clock = createManualClock()
  const stopping = new AbortController()
  let times = 0
  const running = repeat({ everyMs: 10_000, clock, signal: stopping.signal }, () => { times += 1 })
  await clock.advance(9999)
  expect(times).toBe(0)
  await clock.advance(50_001)
  expect(times).toBe(6)
  stopping.abort()
  await running
  expect(times).toBe(6)
})

test('ids of boots and streams are UUIDs; the one stays and the other does not', () => {
  const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
  expect(readBootId()).toMatch(uuid)
  expect(readBootId()).toBe(readBootId())
  expect(readRandomId()).toMatch(uuid)
  expect(readRandomId()).not.toBe(readRandomId())
})
