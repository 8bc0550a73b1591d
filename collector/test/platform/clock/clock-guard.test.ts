import { describe, expect, it } from 'vitest'
import { createClockGuard } from '../../../src/platform/clock/clock-guard.ts'
import type { ClockMemory } from '../../../src/platform/clock/clock-memory.ts'
import type { TimeSources } from '../../../src/platform/clock/trust.ts'

const today = Date.parse('2026-11-25T03:00:00Z')
const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** A guard over a clock and a machine that the test sets. The store is memory: that it survives is the storage's own test. */
const arrange = async ({
  memory = {},
  sources = {},
  wallMs = today,
  bootId = 'boot-1'
}: { memory?: ClockMemory, sources?: Partial<TimeSources>, wallMs?: number, bootId?: string } = {}) => {
  const state = {
    wallMs,
    monotonicMs: 0,
    memory,
    looks: 0,
    sources: { synchronised: false, batteryBackedRtc: false, hostKeepsTime: false, ...sources }
  }
  const guard = await createClockGuard({
    clock: { nowMs: () => state.wallMs, monotonicMs: () => state.monotonicMs },
    store: {
      load: async () => state.memory,
      save: async (next) => {
        state.memory = next
      }
    },
    readTimeSources: async () => {
      state.looks++
      return state.sources
    },
    bootId
  })
  const pass = (ms: number) => {
    state.wallMs += ms
    state.monotonicMs += ms
  }
  return { guard, state, pass }
}

it('stores the highest time it has seen while the clock is trusted', async () => {
  const { guard, state } = await arrange({ sources: { synchronised: true } })
  await guard.refresh()
  expect(state.memory.highestMs).toBe(today)
  state.wallMs -= 5000
  await guard.refresh()
  expect(state.memory.highestMs).toBe(today)
})

it('does not take a time for the highest that it does not trust', async () => {
  const { guard, state } = await arrange({ wallMs: today + 1000 * hourMs })
  await guard.refresh()
  expect(state.memory.highestMs).toBeUndefined()
})

it('distrusts a clock that boots in the past, until the administrator confirms it', async () => {
  const { guard, state } = await arrange({ memory: { highestMs: today }, wallMs: today - 24 * hourMs, sources: { batteryBackedRtc: true } })
  expect(guard.doubt).toBe('behind')
  await guard.confirm()
  expect(guard.trusted).toBe(true)
  expect(state.memory).toStrictEqual({ highestMs: today - 24 * hourMs, confirmedBoot: 'boot-1' })
})

it('lets a confirmation count only until the next boot', async () => {
  const memory = { highestMs: today, confirmedBoot: 'boot-1' }
  expect((await arrange({ memory, wallMs: today + hourMs })).guard.trusted).toBe(true)
  expect((await arrange({ memory, wallMs: today + hourMs, bootId: 'boot-2' })).guard.doubt).toBe('unsynchronised')
})

it('goes on trusting a clock that was synchronised since the boot when the time server goes away', async () => {
  const { guard, state, pass } = await arrange({ sources: { synchronised: true } })
  state.sources = { ...state.sources, synchronised: false }
  pass(60_000)
  await guard.refresh()
  expect(guard.trusted).toBe(true)
})

it('looks at the machine every time until something keeps the clock, and no more then', async () => {
  const { guard, state } = await arrange()
  await guard.refresh()
  await guard.refresh()
  expect([state.looks, guard.doubt]).toEqual([3, 'unsynchronised'])
  state.sources = { ...state.sources, synchronised: true }
  await guard.refresh()
  await guard.refresh()
  expect([state.looks, guard.doubt]).toEqual([4, undefined])
})

it('evaluates no device for some minutes after the clock jumped ahead', async () => {
  const { guard, state, pass } = await arrange({ sources: { synchronised: true } })
  expect(guard.trusted).toBe(true)
  state.wallMs += 8 * hourMs
  expect(guard.doubt).toBe('settling')
  pass(199_000)
  expect(guard.doubt).toBe('settling')
  pass(2000)
  expect(guard.trusted).toBe(true)
})

it('stores the highest time of a run of less than a minute when it ends', async () => {
  const { guard, state, pass } = await arrange({ sources: { synchronised: true } })
  pass(20_000)
  await guard.close()
  expect(state.memory.highestMs).toBe(today + 20_000)
})

it('stores no time of an untrusted clock when it ends', async () => {
  const { guard, state } = await arrange()
  await guard.close()
  expect(state.memory).toEqual({})
})

describe('removal for age', () => {
  it('waits for a day after the clock leapt ahead, across restarts, although a time server says that it is right', async () => {
    const { guard, state, pass } = await arrange({ memory: { highestMs: today - hourMs }, sources: { synchronised: true } })
    expect(guard.knowsAges).toBe(true)
    state.wallMs += 800 * dayMs
    expect(guard.knowsAges).toBe(false)
    pass(hourMs)
    await guard.refresh()
    expect([guard.trusted, guard.knowsAges, guard.hasLeapt]).toEqual([true, false, true])
    await guard.close()

    const again = await arrange({ memory: state.memory, wallMs: state.wallMs, sources: { synchronised: true } })
    expect([again.guard.trusted, again.guard.knowsAges, again.guard.hasLeapt]).toEqual([true, false, true])
    again.pass(23 * hourMs + 1)
    expect([again.guard.knowsAges, again.guard.hasLeapt]).toEqual([true, false])
  })

  it('waits as well where the clock is ahead at the start already', async () => {
    const { guard, pass } = await arrange({ memory: { highestMs: today - 800 * dayMs }, sources: { batteryBackedRtc: true } })
    expect([guard.trusted, guard.knowsAges]).toEqual([true, false])
    // Or the server was off over a weekend, and a pause that is over ends.
    expect(guard.hasLeapt).toBe(false)
    pass(dayMs + 1)
    expect(guard.knowsAges).toBe(true)
  })

  it('takes a server without a clock of its own, whose time is put right after a weekend, for one that was off', async () => {
    const { guard, state } = await arrange({ memory: { highestMs: today - 3 * dayMs }, wallMs: today - 3 * dayMs })
    state.wallMs = today
    expect([guard.knowsAges, guard.hasLeapt]).toEqual([false, false])
  })

  it('goes on at once where the clock went back, or the administrator has confirmed it', async () => {
    const { guard, state } = await arrange({ sources: { synchronised: true } })
    state.wallMs += 800 * dayMs
    expect(guard.knowsAges).toBe(false)
    state.wallMs -= 800 * dayMs
    state.monotonicMs += 300_000
    expect(guard.knowsAges).toBe(true)
    state.wallMs += 800 * dayMs
    expect(guard.knowsAges).toBe(false)
    state.monotonicMs += 300_000
    await guard.confirm()
    expect(guard.knowsAges).toBe(true)
  })

  it('does not wait for a clock that boots in the past and is then set to where it was', async () => {
    const { guard, state } = await arrange({ memory: { highestMs: today }, wallMs: 0, sources: { synchronised: true } })
    expect(guard.knowsAges).toBe(false)
    state.wallMs = today + hourMs
    state.monotonicMs += 300_000
    expect(guard.doubt).toBe('settling')
    state.wallMs += 300_000
    state.monotonicMs += 300_000
    expect(guard.knowsAges).toBe(true)
  })
})
