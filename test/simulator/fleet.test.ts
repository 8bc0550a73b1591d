import { deviceId } from '@mimamori/contract'
import { expect, test } from 'vitest'
import { createFleet, sites } from './fleet.ts'
import { stories } from './story.ts'

test.each([stories.length + 1, 30, 100, 1000])('a fleet of %i has each story once, and else healthy devices', (size) => {
  const fleet = createFleet(size)
  const shown = fleet.map(({ story }) => story.name).filter((name) => name !== 'healthy')
  expect(shown.sort()).toEqual(stories.map(({ name }) => name).sort())
  expect(fleet).toHaveLength(size)
})

test.each([1, 2, 3, stories.length])('of a fleet of %i, which is too small for all stories, one device is healthy', (size) => {
  expect(createFleet(size).map(({ story }) => story.name)).toEqual(['healthy', ...stories.slice(0, size - 1).map(({ name }) => name)])
})

test('every site has a story in a demonstration of the usual size', () => {
  expect(new Set(createFleet(30).filter(({ story }) => story.name !== 'healthy').map(({ site }) => site)).size).toBe(sites.length)
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
