import { expect, it } from 'vitest'
import type { RunnerClock } from '../../../src/platform/clock.ts'
import { holdUntilAllowed, waitOf, type Schedule, type Wait } from '../../../src/settings/schedule/schedule.ts'
import { readWindow } from '../../../src/settings/schedule/window.ts'

const local = (hours: number, minutes = 0): number => new Date(2026, 2, 14, hours, minutes).getTime()

/** The waits that are announced where the clock goes on only while it pauses; each pause may set it otherwise. */
const held = async (
  schedule: Schedule, from: number, { jump = (ms: number) => ms, cancelAfter = Infinity } = {}
): Promise<{ readonly waits: Wait[], readonly endedAt: number }> => {
  const waits: Wait[] = []
  const cancel = new AbortController()
  let now = from
  let pauses = 0
  const clock: RunnerClock = {
    nowMs: () => now,
    async sleep (ms) {
      now = jump(now + ms)
      if (++pauses === cancelAfter) cancel.abort('aiko')
    }
  }
  await holdUntilAllowed({ schedule, clock, cancelled: cancel.signal, onWait: (wait) => { waits.push(wait) } })
  return { waits, endedAt: now }
}

it('waits for the time, then for the window, and says each once', async () => {
  const schedule = { notBefore: new Date(local(21)).toISOString(), window: readWindow('22:00-05:00')! }
  expect(await held(schedule, local(20))).toStrictEqual({
    waits: [{ reason: 'at', untilMs: local(21) }, { reason: 'window', untilMs: local(22) }], endedAt: local(22)
  })
})

it('does not wait where the time is over and the window open', async () => {
  expect(
    await held({ notBefore: new Date(local(21)).toISOString(), window: readWindow('22:00-05:00')! }, local(23))
  ).toStrictEqual({ waits: [], endedAt: local(23) })
  expect(waitOf({}, local(3))).toBeUndefined()
})

it('goes by the clock as it is set meanwhile', async () => {
  let hasJumped = false
  const jump = (ms: number): number => hasJumped ? ms : (hasJumped = true, local(23))
  expect((await held({ notBefore: new Date(local(22)).toISOString() }, local(8), { jump })).endedAt).toBe(local(23))
})

it('ends at once when it is cancelled', async () => {
  const { endedAt } = await held({ notBefore: new Date(local(22)).toISOString() }, local(8), { cancelAfter: 2 })
  expect(endedAt).toBe(local(8, 1))
})
