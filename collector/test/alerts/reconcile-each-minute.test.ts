import { pino } from 'pino'
import { expect, test, vi } from 'vitest'
import { reconcileEachMinute } from '../../src/alerts/lifecycle/reconcile-each-minute.ts'
import { clockInTest } from '../collector-in-test.ts'

test('what was changed at Alertmanager is looked at without waiting for the next minute', async () => {
  const check = vi.fn(async () => {})
  const reconciling = reconcileEachMinute({ reconciler: { check }, clock: clockInTest(0), log: pino({ level: 'silent' }) })
  reconciling.start()
  await reconciling.close()
  expect(check).toHaveBeenCalledTimes(1)
  reconciling.checkAgain()
  await reconciling.close()
  expect(check).toHaveBeenCalledTimes(2)
})
