import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { collectorInTest } from '../../collector-in-test.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

const configuredAt = '2026-12-01T00:00:00Z'

test('a backup that failed is said on the page until one succeeds', async () => {
  const stateFile = join(temporaryDirectory(), 'state.json')
  writeFileSync(stateFile, JSON.stringify({ configuredAt, lastFailure: { endedAt: '2026-12-02T18:02:00Z', reason: 'missing' } }))
  const collector = await collectorInTest({ env: { MIMAMORI_BACKUP_STATE: stateFile } })
  const banner = async (language: string): Promise<unknown> =>
    (await collector.asAdmin({ url: `/api/clients/status?lang=${language}` })).json<{ backup: { text: string | null } }>().backup.text
  await expect.poll(() => banner('en')).toMatch(/^The backup of the server failed at .*Connect the disk, then run on the server: sudo mimamori backup$/)
  expect(await banner('ja')).toMatch(/^サーバーのバックアップに失敗しました（.*バックアップ先のディスクが見つかりません。/)

  writeFileSync(stateFile, JSON.stringify({ configuredAt, lastBackup: { endedAt: '2026-12-02T19:00:00Z', durationSeconds: 1, bytes: 1 } }))
  // Prometheus asks for the state, which is otherwise read every half a minute.
  await collector.page('/metrics')
  expect(await banner('en')).toBeNull()
})
