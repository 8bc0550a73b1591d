import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { RunnerClock } from '../../../src/platform/clock.ts'
import { soak, type Finding, type Check } from '../../../src/run/canary/soak.ts'

/** A clock that goes to the next time for which somebody waits, once nobody has anything else to do; an ended wait is over at once. */
const steppedClock = (): RunnerClock => {
  let now = 0
  const waits: { readonly at: number, readonly wake: () => void }[] = []
  const step = async (): Promise<void> => {
    await setImmediate()
    const next = waits.sort((a, b) => a.at - b.at).shift()
    if (!next) return
    now = Math.max(now, next.at)
    next.wake()
    await step()
  }
  return {
    nowMs: () => now,
    async sleep (ms, signal) {
      if (signal?.aborted) return
      if (waits.length === 0) void step()
      await new Promise<void>((resolve) => {
        waits.push({ at: now + ms, wake: resolve })
        signal?.addEventListener('abort', () => { resolve() })
      })
    }
  }
}

const failing: Finding = { host: 'a', message: 'a is failing' }

/** A soak of three minutes; `checks` are made for its clock. */
const soaked = async (
  checks: (clock: RunnerClock, cancel: AbortController) => readonly Check[]
): Promise<{ readonly finding: Finding | undefined, readonly minutes: number }> => {
  const clock = steppedClock()
  const cancel = new AbortController()
  const finding = await soak({ minutes: 3, hosts: ['a', 'b'], checks: checks(clock, cancel), clock, cancelled: cancel.signal })
  return { finding, minutes: clock.nowMs() / 60_000 }
}

it('checks at once, then a minute after each look, and at the end', async () => {
  const seen: unknown[] = []
  const { finding, minutes } = await soaked((clock) => [async (hosts) => void seen.push([clock.nowMs() / 60_000, ...hosts])])
  expect(finding).toBeUndefined()
  expect(seen.slice(0, 3)).toStrictEqual([[0, 'a', 'b'], [1, 'a', 'b'], [2, 'a', 'b']])
  expect(seen.at(-1)).toStrictEqual([3, 'a', 'b'])
  expect(minutes).toBe(3)
})

it('ends with the first finding of any of them', async () => {
  const { finding, minutes } = await soaked((clock) => [async () => undefined, async () => clock.nowMs() >= 60_000 ? failing : undefined])
  expect([finding, minutes]).toStrictEqual([failing, 1])
})

it('ends with a device that is away once it is so twice in turn, for which it waits a minute longer', async () => {
  const away: Finding = { ...failing, isAway: true }
  const awayAt = (...minutesAway: readonly number[]) => soaked((clock) => [
    async () => minutesAway.includes(clock.nowMs() / 60_000) ? away : undefined
  ])
  expect(await awayAt(0, 2)).toStrictEqual({ finding: undefined, minutes: 3 })
  expect(await awayAt(1, 2)).toStrictEqual({ finding: away, minutes: 2 })
  expect(await awayAt(3)).toStrictEqual({ finding: undefined, minutes: 4 })
  expect(await awayAt(3, 4)).toStrictEqual({ finding: away, minutes: 4 })
})

it('takes no longer for a look that takes five minutes than that look and the one at the end do', async () => {
  let checks = 0
  const { finding, minutes } = await soaked((clock) => [async () => {
    checks++
    await clock.sleep(5 * 60_000)
    return undefined
  }])
  expect([finding, checks, minutes]).toStrictEqual([undefined, 2, 10])
})

it('is not kept from looking by one that hangs for a while', async () => {
  const { finding } = await soaked((clock) => [
    async () => {
      await clock.sleep(5 * 60_000)
      return undefined
    },
    async () => clock.nowMs() >= 2 * 60_000 ? failing : undefined
  ])
  expect(finding).toBe(failing)
})

it('waits for no look that hangs when the run is cancelled, or another has found something', async () => {
  const hung: Check = async (_hosts, stopped) => {
    await once(stopped, 'abort')
    return undefined
  }
  const cancelled = await soaked((_clock, cancel) => [hung, async () => void cancel.abort('aiko')])
  expect(cancelled).toStrictEqual({ finding: undefined, minutes: 0 })
  const found = await soaked((clock) => [hung, async () => clock.nowMs() >= 60_000 ? failing : undefined])
  expect(found).toStrictEqual({ finding: failing, minutes: 1 })
})

it('ends at once, with nothing found, when the run is cancelled', async () => {
  const { finding, minutes } = await soaked((clock, cancel) => [async () => {
    if (clock.nowMs() > 0) cancel.abort('aiko')
    return undefined
  }])
  expect([finding, minutes]).toStrictEqual([undefined, 1])
})
