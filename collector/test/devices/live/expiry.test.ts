import { describe, expect, it } from 'vitest'
import { clockInTest, collectorInTest } from '../../collector-in-test.ts'

const secondsMs = 1000

describe('a device that goes quiet', () => {
  it('loses its live series and values after three missed intervals, and nothing of the inventory', async () => {
    const clock = clockInTest(Date.UTC(2026, 10, 25, 12))
    const collector = await collectorInTest({ clock })
    const key = await collector.enroll({ id: 'pi', site: 'north' })
    const page = async (url: string) => (await collector.asAdmin({ url })).body
    const report = () => collector.sendBatch(key, 'node_memory_MemAvailable_bytes 1\nnode_memory_MemTotal_bytes 4\n')
    await report()
    clock.advance(179 * secondsMs)
    expect(await page('/metrics/device/pi')).toContain('node_memory_MemTotal_bytes 4')
    expect(await page('/metrics/inventory')).toContain('mimamori_device_memory_usage_ratio{device="pi",site="north",role=""} 0.75')
    clock.advance(2 * secondsMs)
    expect(await collector.asAdmin({ url: '/metrics/device/pi' })).toMatchObject({ statusCode: 404 })
    expect(await page('/metrics/fleet')).toBe('')
    const inventory = await page('/metrics/inventory')
    expect(inventory).not.toContain('usage_ratio{')
    expect(inventory).toContain('mimamori_device_freshness{device="pi",site="north",role="",freshness="late"} 1')
    clock.advance(43_200 * secondsMs)
    expect(await page('/metrics/inventory')).toContain(
      'mimamori_device_last_seen_timestamp_seconds{device="pi",site="north",role=""} 1795608000'
    )
    await report()
    expect(await page('/metrics/device/pi')).toContain('node_memory_MemTotal_bytes 4')
  })
})
