import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AlertGroup, AlertingStatus, AlertList } from '@mimamori/contract'
import { expect, test } from 'vitest'
import { goldenFiring, withAlert } from '../../alerts/golden-alerts.ts'
import { clockInTest, collectorInTest } from '../../collector-in-test.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

test('alerts of a closed site are marked and not counted, but for what is critical, until the site has opened', async () => {
  const file = join(temporaryDirectory(), 'calendar.yml')
  writeFileSync(file, 'sites:\n  north:\n    time_zone: Asia/Tokyo\n    open:\n      monday-friday: 08:00-18:00\n')
  // Sunday night in Tokyo.
  const clock = clockInTest(Date.parse('2026-11-29T14:00:00Z'))
  const { asAdmin, deps } = await collectorInTest({ env: { MIMAMORI_CALENDAR: file }, clock })
  await deps.clockGuard.confirm()
  const alerts = [['warning', 'north'], ['info', 'north'], ['critical', 'north'], ['warning', 'south'], ['warning', undefined]] as const
  for (const [index, [severity, site]] of alerts.entries()) {
    const labels = { alertname: `Alert${index}`, severity, ...site !== undefined && { site } }
    await deps.alerting.alerts.accept(withAlert(goldenFiring, { fingerprint: index.toString(16).padStart(16, '0'), labels }))
  }
  const shown = async () => {
    const [list, groups, status] = await Promise.all(
      ['/api/alerts', '/api/alerts/groups', '/api/alerts/status'].map(async (url) =>
        (await asAdmin({ url })).json<AlertList & { groups: readonly AlertGroup[] } & AlertingStatus>()
      )
    )
    return {
      marked: list!.alerts
        .filter(({ offHours }) => offHours)
        .map(({ name }) => name)
        .toSorted(),
      groups: groups!.groups.map(({ name }) => name).toSorted(),
      counts: status!.firing
    }
  }
  expect(await shown()).toEqual({
    marked: ['Alert0', 'Alert1'],
    groups: ['Alert2', 'Alert3', 'Alert4'],
    counts: { critical: 1, warning: 2, info: 0 }
  })
  clock.advance(9.5 * 3_600_000)
  expect(await shown()).toEqual({
    marked: [],
    groups: ['Alert0', 'Alert1', 'Alert2', 'Alert3', 'Alert4'],
    counts: { critical: 1, warning: 3, info: 1 }
  })
})
