import { expect, test } from 'vitest'
import type { DeviceView, FleetStatus } from '@mimamori/contract'
import { clockInTest, collectorInTest } from '../../collector-in-test.ts'

test('the time of the last message is never in the future of a clock that was an hour ahead and went back', async () => {
  const [base, hourMs] = [clockInTest(Date.parse('2026-11-25T09:00:00Z')), 3_600_000]
  let aheadMs = hourMs
  const clock = { ...base, nowMs: () => base.nowMs() + aheadMs }
  const { asAdmin, deps: { connections }, enroll } = await collectorInTest({ clock })
  await enroll({ id: 'pi-1' })
  const seen = async (): Promise<readonly (string | null)[]> => [
    (await asAdmin({ url: '/api/clients/pi-1' })).json<{ client: DeviceView }>().client.lastSeen,
    (await asAdmin({ url: '/api/clients/status' })).json<FleetStatus>().clients[0]!.lastSeen
  ]
  connections.seen({ deviceId: 'pi-1', atMs: clock.nowMs() })
  expect(await seen()).toEqual(['2026-11-25T10:00:00.000Z', '2026-11-25T10:00:00.000Z'])
  aheadMs = 0
  base.advance(60_000)
  expect(await seen()).toEqual(['2026-11-25T09:00:00.000Z', '2026-11-25T09:00:00.000Z'])
})
