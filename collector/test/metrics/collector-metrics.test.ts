import { X509Certificate } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { goldenFile } from '../golden-file.ts'
import { collectorInTest, type CollectorInTest } from '../collector-in-test.ts'
import { selfSigned } from '../self-signed.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { untilAllEnd } from '../until-all-end.ts'

let collector: CollectorInTest
const ended = untilAllEnd()
const { certFile, keyFile, cert } = selfSigned(ended)
const backupState = join(temporaryDirectory(ended), 'state.json')
const backups = {
  configuredAt: '2026-12-01T00:00:00Z', lastProvenAt: '2026-12-03T00:00:00Z',
  lastBackup: { endedAt: '2026-12-02T00:00:00Z', durationSeconds: 12.5, bytes: 4096 }
}
// With Loki, https and backups: some metrics are there with them alone.
beforeAll(async () => {
  writeFileSync(backupState, JSON.stringify(backups))
  collector = await collectorInTest({
    until: ended, env: { MIMAMORI_LOKI_URL: 'http://127.0.0.1:1', MIMAMORI_TLS_CERT: certFile, MIMAMORI_TLS_KEY: keyFile, MIMAMORI_BACKUP_STATE: backupState }
  })
})

/** Names and labels are the promise; values and versions are this run's, and what Node's own metrics are called is Node's matter. */
const withoutValues = (page: string): string => page.split('\n')
  .filter((line) => line !== '' && !/\b(?:nodejs|process)_/.test(line))
  .map((line) => line.startsWith('#') ? line : line.replace(/(version|node)="[^"]*"/g, '$1="…"').replace(/ \S+$/, ' 0'))
  .join('\n') + '\n'

describe('the collector’s own metrics', () => {
  it('have the names, types and labels of their golden file', async () => {
    await collector.enroll({ id: 'pi' })
    await collector.page('/metrics/device/pi')
    await collector.page('/no/such/route')
    await expect.poll(() => collector.page('/metrics')).toContain('route="unknown"')
    // A second look: the first request's own counts are there now.
    await expect(withoutValues(await collector.page('/metrics'))).toMatchFileSnapshot(goldenFile('collector.prom'))
  })

  it('say when the certificate that is served expires', async () => {
    expect(await collector.page('/metrics')).toContain(
      `mimamori_collector_certificate_expiry_timestamp_seconds ${Date.parse(new X509Certificate(cert).validTo) / 1000}\n`
    )
  })

  it('say how backups went, and nothing of what has not happened or cannot be read', async () => {
    const values = async () => {
      const samples = (await collector.page('/metrics')).matchAll(/^mimamori_backup_(\w+) (\S+)$/gm)
      return Object.fromEntries([...samples].map(([, name = '', value]) => [name, Number(value)] as const))
    }
    expect(await values()).toEqual({
      configured_timestamp_seconds: Date.parse(backups.configuredAt) / 1000,
      last_success_timestamp_seconds: Date.parse(backups.lastBackup.endedAt) / 1000,
      last_proven_timestamp_seconds: Date.parse(backups.lastProvenAt) / 1000, size_bytes: 4096, duration_seconds: 12.5
    })
    writeFileSync(backupState, JSON.stringify({ configuredAt: backups.configuredAt }))
    expect(await values()).toEqual({ configured_timestamp_seconds: Date.parse(backups.configuredAt) / 1000 })
    writeFileSync(backupState, '{')
    expect(await values()).toEqual({})
    rmSync(backupState)
    expect(await values()).toEqual({})
  })

  it('count requests by the pattern of their route, never by their URL', async () => {
    await collector.page('/metrics/device/pi')
    const page = await collector.page('/metrics')
    expect(page).toContain('route="/metrics/device/:id",status="404"')
    expect(page).not.toContain('/metrics/device/pi"')
    expect(page).not.toContain('no/such')
  })

  it.each([
    ['gzip', 'gzip'],
    ['gzip;q=0, *', undefined],
    ['identity', undefined]
  ])('are sent to who accepts %s with content-encoding %s', async (accepted, encoding) => {
    const { headers } = await collector.asAdmin({ url: '/metrics', headers: { 'accept-encoding': accepted } })
    expect(headers['content-encoding']).toBe(encoding)
  })

  it('begin with every label value at 0', async () => {
    const refused = (await collector.page('/metrics')).match(/^mimamori_collector_messages_refused_total\{.*$/gm) ?? []
    expect(refused.length).toBeGreaterThan(10)
    expect(refused.every((line) => line.endsWith(' 0'))).toBe(true)
  })
})
