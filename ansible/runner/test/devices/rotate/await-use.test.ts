import { expect, test } from 'vitest'
import { awaitUse } from '../../../src/devices/rotate/rotate-device.ts'
import { rotateText } from '../../../src/devices/devices-texts.ts'
import { deviceView, usedKey } from '../device-view.ts'

/** A collector that says after some looks that the newest key is used; it leaves out everything else. */
const waiting = (looksUntilUsed: number) => {
  let [nowMs, looks] = [0, 0]
  const device = deviceView({ keys: [usedKey, { ...usedKey, firstUsedAt: null }] })
  const registry = { device: () => Promise.resolve(++looks < looksUntilUsed ? device : { ...device, keys: [usedKey, usedKey] }) }
  const clock = { nowMs: () => nowMs, sleep: async (ms: number) => { nowMs += ms } }
  return {
    deps: { device, registry, clock, isPlan: false, text: rotateText('en') } as unknown as Parameters<typeof awaitUse>[0],
    looks: () => looks
  }
}

test('a new key is waited for until the collector has received a message with it', async () => {
  const { deps, looks } = waiting(5)
  expect(await awaitUse(deps, 'issue')).toMatchObject({ mark: 'done', detail: usedKey.firstUsedAt })
  expect(looks()).toBe(5)
})

test('nobody waits for it for ever: then both keys still work', async () => {
  await expect(awaitUse(waiting(Infinity).deps, 'restart')).rejects.toThrow(
    'The collector received nothing with the new key within 180 s. Both keys still work.'
  )
})

test('a key that is used is not waited for', async () => {
  const { deps, looks } = waiting(1)
  expect(await awaitUse({ ...deps, device: deviceView() }, 'endOld')).toMatchObject({ mark: 'found' })
  expect(looks()).toBe(0)
})
