import { pino } from 'pino'
import { expect, test } from 'vitest'
import { reapplyConfiguration } from '../../src/alerts/reapply-configuration.ts'

test('the configuration is applied from its start on whenever the calendar changes, and no more once it is closed', async () => {
  const listeners = new Set<() => void>()
  const changeCalendar = () => { for (const listener of listeners) listener() }
  let applied = 0
  const reapplication = reapplyConfiguration({
    receivers: { apply: async () => { applied += 1 }, configuration: () => 'applied' },
    client: { runningConfiguration: async () => '' },
    calendar: {
      onChange (listener) {
        listeners.add(listener)
        return () => { listeners.delete(listener) }
      }
    },
    log: pino({ enabled: false })
  })
  changeCalendar()
  expect(applied).toBe(0)
  await reapplication.start()
  changeCalendar()
  await reapplication.close()
  expect(applied).toBe(2)
  changeCalendar()
  expect([applied, listeners.size]).toEqual([2, 0])
})
