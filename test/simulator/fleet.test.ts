import { deviceId } from '@mimamori/contract'
import { expect, test } from 'vitest'
import { createFleet, sites } from './fleet.ts'
import { stories } from './story.ts'

test.each([stories.length, 30, 100, 1000])('a fleet of %i has each story once, and else healthy devices', (size) => {
  const fleet = createFleet(size)
  const told = fleet.map(({ story }) => story.name).filter((name) => name !== 'healthy')
  expect(told.sort()).toEqual(stories.map(({ name }) => name).sort())
  expect(fleet).toHaveLength(size)
})

test('every device has an id that the contract allows, and an id, address and key that no other has', () => {
  const fleet = createFleet(1000)
  for (const { id } of fleet) expect(deviceId.safeParse(id).error).toBeUndefined()
  for (const field of ['id', 'localAddress', 'key'] as const) expect(new Set(fleet.map((member) => member[field])).size).toBe(1000)
})

test('the devices are spread over all sites', () => {
  const counts = sites.map((site) => createFleet(30).filter((member) => member.site === site).length)
  expect(counts).toEqual([10, 10, 10])
})
