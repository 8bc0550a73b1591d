import { expect, test } from 'vitest'
import { callingAccount } from '@mimamori/program/calling-account'
import { recordChanges } from '../../src/platform/audit/record-change.ts'
import { onServer } from './on-server.ts'

test('mimamori audit shows who changed what of a device or of all, since when and by whom', async () => {
  const { collector, mimamori } = await onServer()
  expect((await mimamori('audit')).out).toBe('No changes.')
  await mimamori('devices', 'enroll', 'pi-kiosk-03', '--site', 'north')
  await mimamori('devices', 'enroll', 'pi-kiosk-04')
  await mimamori('devices', 'set', 'pi-kiosk-03', '--site', 'south')
  const { out } = await mimamori('audit')
  expect(out).toMatch(/^WHEN +WHO +FROM +ACTION +SUBJECT +CHANGES\n/)
  const account = callingAccount()
  expect(out).toContain(`  admin (admin), on behalf of ${account}  127.0.0.1  `)
  expect((await mimamori('audit', '--actor', account, '--lang', 'ja')).out).toContain(`  admin（admin）、${account} の代理  `)
  expect(out).toMatch(/ {2}127\.0\.0\.1 {2}Registration changed {2}pi-kiosk-03 {2}Site: north → south\n/)
  expect((await mimamori('audit', 'pi-kiosk-04')).out.split('\n')).toHaveLength(2)
  expect((await mimamori('audit', 'pi-kiosk-03', '--lang', 'ja')).out).toMatch(/登録内容を変更 +pi-kiosk-03 +拠点：north → south/)

  const { audit } = collector.deps
  const [entry] = await audit.list({ limit: 1 })
  await audit.record({
    name: 'sato', role: 'admin', address: '192.0.2.7', requestId: 'r', atMs: Date.parse(entry!.view.at)
  }, { action: 'confirmClock', subject: { type: 'clock', name: null }, changes: [] })
  expect(JSON.parse((await mimamori('audit', '--actor', 'sato', '--json')).out)).toMatchObject([{
    action: 'confirmClock', actor: { name: 'sato', address: '192.0.2.7' }
  }])
  expect((await mimamori('audit', '--since', '1h', '--actor', 'sato')).out).toMatch(/Clock confirmed +– +–$/)
  expect((await mimamori('audit', '--since', '2099-01-01')).out).toBe('No changes.')
  expect(await mimamori('audit', '--since', 'soon')).toMatchObject({ code: 2, errors: expect.stringContaining('--since') as string })
  expect(await mimamori('audit', 'pi-kiosk-05')).toMatchObject({ code: 1, errors: expect.stringContaining('pi-kiosk-05') as string })
})

test('mimamori audit says that there are older changes than it shows', async () => {
  const { collector, mimamori } = await onServer()
  const change = { action: 'confirmClock', subject: { type: 'clock', name: null }, changes: [] } as const
  await collector.deps.storage.commit(recordChanges({
    name: 'sato', role: 'admin', address: '192.0.2.7', requestId: 'r', atMs: 0
  }, Array.from({ length: 201 }, () => change)))
  expect(await mimamori('audit')).toMatchObject({ code: 0, errors: 'These are the newest 200 changes. The page Audit log has older ones.' })
})
