import { expect, it } from 'vitest'
import { beforeSoak } from '../../src/state/canary-results.ts'
import { toAlertmanager } from '../../src/report/to-alertmanager.ts'

it('silences a device while it is updated, and not while it is watched: its alerts are what the soak waits for', () => {
  const calls: string[] = []
  const { item } = toAlertmanager({
    begin: (host) => { calls.push(`begin ${host}`) },
    end: (host) => { calls.push(`end ${host}`) },
    endAll: () => Promise.resolve()
  })
  const one = { host: 'pi-01', at: '2026-03-14T09:30:00.000Z', attempt: 1 }
  item!({ ...one, state: 'under_way', step: 'Switch' })
  item!(beforeSoak({ ...one, state: 'finished', outcome: 'updated', durationSeconds: 1 }))
  expect(calls).toStrictEqual(['begin pi-01', 'end pi-01'])
})
