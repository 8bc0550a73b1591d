import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DeviceStatus, FleetStatus } from '@mimamori/contract'
import { expect, test } from 'vitest'
import { clockInTest, collectorInTest } from '../../collector-in-test.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

test('a device that goes quiet while its site is closed is shown as such, not expected, and late again half an hour after its site has opened', async () => {
  const file = join(temporaryDirectory(), 'calendar.yml')
  writeFileSync(file, 'sites:\n  north:\n    time_zone: Asia/Tokyo\n    open:\n      monday-friday: 08:00-18:00\n')
  // Friday, 17:50 in Tokyo.
  const clock = clockInTest(Date.parse('2026-11-27T08:50:00Z'))
  const collector = await collectorInTest({ env: { MIMAMORI_CALENDAR: file, MIMAMORI_TIME_ZONE: 'UTC' }, clock })
  await collector.deps.clockGuard.confirm()
  const key = await collector.enroll({ id: 'pi-kiosk-03', site: 'north' })
  const report = { clientId: 'pi-kiosk-03', hostname: 'kiosk-03', ipAddress: '192.0.2.13', cpuUsage: 1, memoryUsage: 1, diskUsage: 1 }
  expect(
    (await collector.app.inject({ method: 'POST', url: '/api/clients/status', headers: { 'x-client-key': key }, payload: report }))
      .statusCode
  ).toBe(200)

  const shown = async (reader = '') => {
    const {
      sites,
      clients: [client]
    } = (await collector.asAdmin({ url: `/api/clients/status?lang=en${reader}` })).json<FleetStatus>()
    const expected = /^mimamori_device_expected\{.*\} (\d)$/m.exec(await collector.page('/metrics/inventory'))?.[1]
    return { timeZone: sites[0]?.timeZone, reason: client?.reason?.code, text: client?.reason?.text, expected }
  }
  const minutes = (count: number) => {
    clock.advance(count * 60_000)
  }
  minutes(9)
  expect(await shown()).toMatchObject({ timeZone: 'Asia/Tokyo', expected: '1' })
  expect((await shown()).reason).not.toBe('off_hours')
  minutes(1)
  expect(await shown()).toMatchObject({
    reason: 'off_hours',
    text: 'Outside the opening hours of site north. Expected to report by Mon 30 Nov, 08:30 GMT+9.',
    expected: '0'
  })
  const forReader = 'Outside the opening hours of site north. Expected to report by Mon 30 Nov, 07:30.'
  expect((await shown('&timeZone=Asia/Taipei')).text).toBe(forReader)
  for (const url of ['/api/clients/pi-kiosk-03/status', '/admin/data/devices/pi-kiosk-03']) {
    expect((await collector.asAdmin({ url: `${url}?lang=en&timeZone=Asia/Taipei` })).json<DeviceStatus>().client.reason?.text).toBe(
      forReader
    )
  }
  minutes(62 * 60 + 29)
  expect(await shown()).toMatchObject({
    reason: 'off_hours',
    text: 'Outside the opening hours of site north. Expected to report by 08:30 GMT+9.',
    expected: '0'
  })
  minutes(1)
  expect(await shown()).toMatchObject({ expected: '1' })
  expect((await shown()).reason).not.toBe('off_hours')
})

test('the page and the API say in the reader’s language that the calendar cannot be used, with file and line', async () => {
  const file = join(temporaryDirectory(), 'calendar.yml')
  writeFileSync(file, 'sites:\n  north:\n    opne: {}\n')
  const collector = await collectorInTest({ env: { MIMAMORI_CALENDAR: file } })
  const said = async (language: string) =>
    (await collector.asAdmin({ url: `/api/clients/status?lang=${language}` })).json<FleetStatus>().calendar.text
  expect(await said('en')).toBe(
    `The calendar cannot be used, so the one before stays in force. ${file}:3: sites.north.opne: expected one of time_zone, open, closed, got "opne"`
  )
  expect(await said('ja')).toContain(`${file}:3`)
})
