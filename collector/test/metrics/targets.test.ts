import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { collectorInTest } from '../collector-in-test.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

describe('service discovery', () => {
  it('lists every device but the retired, over HTTP and in the file, and the file follows each change', async () => {
    const directory = temporaryDirectory()
    const collector = await collectorInTest({ env: { MIMAMORI_PUBLIC_URL: 'https://mimamori.factory.example' }, directory })
    const file = async () => JSON.parse(await readFile(join(directory, 'file_sd', 'devices.json'), 'utf8').catch(() => '[]')) as unknown
    await collector.enroll({ id: 'pi-1', site: 'north', role: 'kiosk' })
    await collector.enroll({ id: 'pi-2' })
    const labels = (id: string, site: string, role: string) => ({
      __scheme__: 'https',
      __metrics_path__: `/metrics/device/${id}`,
      job: 'node',
      instance: id,
      device: id,
      site,
      role
    })
    const first = { targets: ['mimamori.factory.example'], labels: labels('pi-1', 'north', 'kiosk') }
    const second = { targets: ['mimamori.factory.example'], labels: labels('pi-2', '', '') }
    expect(JSON.parse(await collector.page('/api/sd/prometheus'))).toEqual([first, second])
    await expect.poll(file).toEqual([first, second])
    await collector.deps.registry.retire('pi-1')
    expect(JSON.parse(await collector.page('/api/sd/prometheus'))).toEqual([second])
    await expect.poll(file).toEqual([second])
  })

  it('is for the role scrape, not for anyone', async () => {
    const { app } = await collectorInTest()
    for (const url of ['/api/sd/prometheus', '/metrics', '/metrics/inventory', '/metrics/fleet', '/metrics/device/pi']) {
      expect((await app.inject({ url })).json()).toMatchObject({ code: 'OPERATOR_TOKEN_REQUIRED' })
    }
  })
})
