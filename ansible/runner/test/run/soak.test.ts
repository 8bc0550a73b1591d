import { expect, it } from 'vitest'
import type { Clock } from '../../src/clock.ts'
import { soak, type Look } from '../../src/run/soak.ts'

/** A soak of three minutes whose clock pauses for no time at all; `onPause` gets how often it did. */
const soaked = async (looks: readonly Look[], onPause: (pauses: number, cancel: AbortController) => void = () => {}): Promise<{ readonly finding: string | undefined, readonly pauses: number[] }> => {
  const pauses: number[] = []
  const cancel = new AbortController()
  const clock: Clock = {
    now: () => 0,
    async pause (ms) {
      pauses.push(ms)
      onPause(pauses.length, cancel)
    }
  }
  return { finding: await soak({ minutes: 3, hosts: ['a', 'b'], looks, clock, cancelled: cancel.signal }), pauses }
}

it('looks at once, then once a minute, and at the end', async () => {
  const seen: (readonly string[])[] = []
  const { finding, pauses } = await soaked([async (hosts) => void seen.push(hosts)])
  expect(finding).toBeUndefined()
  expect(seen).toStrictEqual(Array(4).fill(['a', 'b']))
  expect(pauses).toStrictEqual([60_000, 60_000, 60_000])
})

it('ends with the first finding, whoever has it', async () => {
  let looks = 0
  const calm: Look = async () => void looks++
  const { finding } = await soaked([calm, async () => looks >= 2 ? 'a is ill' : undefined])
  expect(finding).toBe('a is ill')
  expect(looks).toBeLessThan(4)
})

it('is not kept from looking by one that hangs for a while', async () => {
  const { promise: hanging, resolve } = Promise.withResolvers<undefined>()
  let looks = 0
  const { finding } = await soaked([async () => await hanging, async () => {
    if (++looks === 3) resolve(undefined)
    return looks === 3 ? 'a is ill' : undefined
  }])
  expect(finding).toBe('a is ill')
})

it('ends at once, with nothing found, when the run is cancelled', async () => {
  const { finding, pauses } = await soaked([async () => undefined], (_pauses, cancel) => { cancel.abort('aiko') })
  expect(finding).toBeUndefined()
  expect(pauses).toHaveLength(1)
})
