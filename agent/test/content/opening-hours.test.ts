import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { listening, publish, startDevice } from './device-in-test.ts'

/** A calendar file that the collector reads again after a change. */
const calendarInTest = () => {
  const file = join(temporaryDirectory(), 'calendar.yml')
  writeFileSync(file, 'sites: {}\n')
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => { vi.useRealTimers() })
  return {
    file,
    change: async (text: string, wants: () => string): Promise<void> => {
      const before = wants()
      writeFileSync(file, text)
      vi.advanceTimersByTime(10_000)
      await vi.waitUntil(() => wants() !== before, { timeout: 10_000 })
    }
  }
}
const monday = 'sites:\n  north:\n    open:\n      monday: 08:00-18:00\n'

it('leaves the opening hours of its site in the directory of a set, brings a change of them without a file of a set, and keeps them offline', async () => {
  const calendar = calendarInTest()
  const { collector, port } = await listening({ MIMAMORI_CALENDAR: calendar.file, MIMAMORI_TIME_ZONE: 'Asia/Tokyo' })
  const { sync, directory, downloadedBytes, takes, wants } = await startDevice(collector, { port, site: 'north' })
  const file = join(directory, 'welcome/opening-hours.json')
  const hours = (): unknown => JSON.parse(readFileSync(file, 'utf8'))
  await publish(collector, { page: 'one' })
  await takes()
  expect(existsSync(file)).toBe(false)

  await calendar.change(monday, wants)
  await takes()
  expect(hours()).toEqual({ timeZone: 'Asia/Tokyo', open: { monday: { fromMinute: 480, toMinute: 1080 } }, closedDates: [] })
  expect(statSync(file).mode & 0o777).toBe(0o644)
  expect(downloadedBytes()).toBe('one'.length)

  const written = statSync(file).ino
  await publish(collector, { page: 'two' })
  await takes()
  expect(statSync(file).ino).toBe(written)
  await sync.stop()
  await startDevice(collector, { port: 1, directory })
  expect(hours()).toMatchObject({ timeZone: 'Asia/Tokyo' })
})

it('says so once its site is always open', async () => {
  const calendar = calendarInTest()
  writeFileSync(calendar.file, monday)
  const { collector, port } = await listening({ MIMAMORI_CALENDAR: calendar.file })
  const { directory, takes, wants } = await startDevice(collector, { port, site: 'north' })
  await publish(collector, { page: 'one' })
  await takes()
  await calendar.change('sites: {}\n', wants)
  await takes()
  expect(readFileSync(join(directory, 'welcome/opening-hours.json'), 'utf8')).toBe('null')
})

it('leaves them with the other sets if the directory of one cannot be written', async () => {
  const calendar = calendarInTest()
  const { collector, port } = await listening({ MIMAMORI_CALENDAR: calendar.file })
  const { directory, takes, wants } = await startDevice(collector, { port, site: 'north' })
  for (const name of ['hall', 'welcome']) await publish(collector, { page: 'one' }, name)
  await takes()
  mkdirSync(join(directory, 'hall/opening-hours.json'))
  await calendar.change(monday, wants)
  await takes()
  expect(JSON.parse(readFileSync(join(directory, 'welcome/opening-hours.json'), 'utf8'))).toMatchObject({ open: { monday: {} } })
})
