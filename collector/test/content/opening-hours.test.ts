import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deviceContent } from '@mimamori/contract'
import { expect, it, onTestFinished, vi } from 'vitest'
import { collectorInTest } from '../collector-in-test.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { assign, publish } from './content-in-test.ts'

const arrange = async (calendar: string) => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => { vi.useRealTimers() })
  const file = join(temporaryDirectory(), 'calendar.yml')
  writeFileSync(file, calendar)
  const collector = await collectorInTest({ env: { MIMAMORI_CALENDAR: file, MIMAMORI_TIME_ZONE: 'Asia/Tokyo' } })
  await publish(collector, 'lobby', { 'index.html': 'one' })
  await assign(collector, 'lobby', { all: true })
  const askAs = (key: string) => async () =>
    deviceContent.parse((await collector.app.inject({ url: '/api/clients/content', headers: { 'x-client-key': key } })).json())
  return {
    north: askAs(await collector.enroll({ id: 'pi-north', site: 'north' })),
    south: askAs(await collector.enroll({ id: 'pi-south', site: 'south' })),
    /** The calendar is read every 10 s, unless the copy of the last one is still being written. */
    change: async (next: string, isIn: () => Promise<boolean>): Promise<void> => {
      writeFileSync(file, next)
      await vi.waitUntil(() => {
        vi.advanceTimersByTime(10_000)
        return isIn()
      }, { timeout: 10_000 })
    }
  }
}
const sites = 'sites:\n  north:\n    open:\n      monday: 08:00-18:00\n      friday: 22:00-06:00\n    closed: [2026-12-31]\nclosed: [2026-12-29]\n'

it('gives each device the opening hours of its site, in minutes of the clocks there, and none where the site is always open', async () => {
  const { north, south } = await arrange(sites)
  expect((await north()).openingHours).toEqual({
    timeZone: 'Asia/Tokyo',
    open: { monday: { fromMinute: 480, toMinute: 1080 }, friday: { fromMinute: 1320, toMinute: 1800 } },
    closedDates: ['2026-12-29', '2026-12-31']
  })
  expect(await south()).not.toHaveProperty('openingHours')
})

it('has the devices of a site fetch its hours once they change, and no others', async () => {
  const { north, south, change } = await arrange(sites)
  const [atNorth, atSouth] = [await north(), await south()]
  await change(sites.replace('18:00', '20:00'), async () => (await north()).openingHours?.open.monday?.toMinute === 1200)
  const changed = await north()
  expect(changed.version).not.toBe(atNorth.version)
  expect(changed.sets).toEqual(atNorth.sets)
  expect((await south()).version).toBe(atSouth.version)
  await change(sites, async () => (await north()).version === atNorth.version)
  await change('sites: {}\n', async () => !('openingHours' in await north()))
})
