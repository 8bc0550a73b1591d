import { expect, test } from 'vitest'
import { onServer } from './on-server.ts'

test('mimamori limits sets what is given and keeps the rest, lists, and removes', async () => {
  const { collector, mimamori } = await onServer()
  expect((await mimamori('limits', 'list')).out).toMatch(
    /^SCOPE +NAME +SILENT AFTER +DOWN AFTER +SEVERITY OF DOWN\ndefault +12 h +10 min +warning$/
  )
  await mimamori('limits', 'set', 'fleet', '--silent-after-seconds', '7200')
  await mimamori('limits', 'set', 'site', 'north', '--down-after-seconds', '300')
  expect((await mimamori('limits', 'set', 'site', 'north', '--down-severity', 'critical')).out).toMatch(/^Set\. /)
  expect(collector.deps.limits.all()).toEqual([
    { scope: 'fleet', name: 'all', silentAfterSeconds: 7200 },
    { scope: 'site', name: 'north', downAfterSeconds: 300, downSeverity: 'critical' }
  ])
  expect((await mimamori('limits', 'list', '--lang', 'ja')).out).toMatch(/\nsite +north +5 分 +critical$/)
  await mimamori('limits', 'set', 'site', 'north', '--down-after-seconds=', '--down-severity=')
  await mimamori('limits', 'remove', 'fleet')
  expect(collector.deps.limits.all()).toEqual([])
})

test.each([
  [['limits', 'set', 'site', '--down-after-seconds', '300'], 'SCOPE: expected fleet, or site or role with its name'],
  [['limits', 'set', 'fleet', 'north', '--down-after-seconds', '300'], 'SCOPE: expected fleet, or site or role with its name'],
  [['limits', 'set', 'role', 'kiosk'], 'nothing to set'],
  [['limits', 'set', 'role', 'kiosk', '--down-after-seconds', '60'], '--down-after-seconds: expected a whole number of seconds from 300'],
  [['limits', 'set', 'role', 'kiosk', '--down-severity', 'info'], '--down-severity: expected warning or critical']
])('mimamori %j is refused in terms of what was typed', async (words, reason) => {
  const { mimamori } = await onServer()
  expect(await mimamori(...words)).toMatchObject({ code: 2, errors: expect.stringContaining(reason) as string })
})
