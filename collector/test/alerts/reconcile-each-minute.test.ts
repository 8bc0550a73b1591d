import { pino } from 'pino'
import { expect, test, vi } from 'vitest'
import { reconcileEachMinute } from '../../src/alerts/lifecycle/reconcile-each-minute.ts'
import { clockInTest } from '../collector-in-test.ts'

test('what was changed at Alertmanager is looked at without waiting for the next minute', async () => {
  const look = vi.fn(async () => {})
  const reconciling = reconcileEachMinute({ reconciler: { look }, clock: clockInTest(0), log: pino({ level: 'silent' }) })
  reconciling.start()
  await reconciling.close()
  expect(look).toHaveBeenCalledTimes(1)
  reconciling.lookAgain()
  await reconciling.close()
  expect(look).toHaveBeenCalledTimes(2)
})
