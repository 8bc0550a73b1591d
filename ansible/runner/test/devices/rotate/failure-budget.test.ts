import { expect, test } from 'vitest'
import { withinBudget } from '../../../src/devices/rotate/failure-budget.ts'
import type { RotateResult } from '../../../src/devices/rotate/rotate-device.ts'
import { rotateText } from '../../../src/devices/devices-texts.ts'
import { deviceView } from '../device-view.ts'

/** Rotates devices one after the other, each of which fails at a step, or at none; gives which were begun. */
const begun = async (failing: readonly (RotateResult['steps'][number]['step'] | undefined)[]) => {
  const ids: string[] = []
  const rotate = withinBudget({
    text: rotateText('en').identity,
    rotate: async ({ id }) => {
      const step = failing[ids.push(id) - 1]
      return { id, address: id, outcome: step === undefined ? 'rotated' : 'missing', steps: step === undefined
        ? []
        : [{ step, mark: 'missing', detail: '' }] }
    }
  })
  const results = []
  for (let index = 0; index < failing.length; index++) results.push(await rotate(deviceView({ id: `pi-${index}` })))
  return { ids, results }
}

test('where three devices could not use their new key, no further one gets any', async () => {
  const { ids, results } = await begun(['install', undefined, 'report', 'report', undefined, undefined])
  expect(ids).toEqual(['pi-0', 'pi-1', 'pi-2', 'pi-3'])
  expect(results.slice(4).map(({ outcome, steps }) => [outcome, steps[0]?.detail])).toEqual(Array(2).fill([
    'missing', expect.stringContaining('3 devices could not use their new key')
  ]))
})

test('devices that were left before they had a new key stop nobody', async () => {
  expect((await begun(['network', 'agent', 'key', 'network', undefined])).ids).toHaveLength(5)
})
