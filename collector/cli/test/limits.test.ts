import { expect, test } from 'vitest'
import { untilAllEnd } from '../../test/until-all-end.ts'
import { onServer } from './on-server.ts'

const server = onServer({ until: untilAllEnd() }).then(async ({ collector, mimamori }) => {
  await collector.enroll({ id: 'pi-1', site: 'north', role: 'kiosk' })
  return { limits: collector.deps.limits, mimamori }
})

test('mimamori limits sets what is given and keeps the rest, lists, and removes', async () => {
  const { limits, mimamori } = await server
  expect((await mimamori('limits', 'list')).out).toMatch(
    /^SCOPE +NAME +SILENT AFTER +DOWN AFTER +SEVERITY OF DOWN\n\(default\) +12 h +10 min +warning$/
  )
  await mimamori('limits', 'set', 'fleet', '--silent-after', '7200')
  await mimamori('limits', 'set', 'site', 'north', '--down-after', '5m')
  expect((await mimamori('limits', 'set', 'site', 'north', '--down-severity', 'critical')).out).toMatch(/^Set\. /)
  expect(limits.all()).toEqual([
    { scope: 'fleet', name: 'all', silentAfterSeconds: 7200 },
    { scope: 'site', name: 'north', downAfterSeconds: 300, downSeverity: 'critical' }
  ])
  expect((await mimamori('limits', 'list', '--lang', 'ja')).out).toMatch(/\nsite +north +5 分 +critical$/)
  await mimamori('limits', 'set', 'site', 'north', '--down-after=', '--down-severity=')
  await mimamori('limits', 'remove', 'fleet')
  expect(limits.all()).toEqual([])
})

test.each([
  ['en', ['set', 'site', 'nroth', '--down-after', '10m'], 'no device is enrolled at site nroth; did you mean north?'],
  ['ja', ['set', 'role', 'kiosks', '--down-after', '10m'], '役割 kiosks の端末はありません。kiosk ではありませんか'],
  ['en', ['remove', 'site', 'north'], 'no limits are set for site north; run “sudo mimamori limits list”']
])('a scope that nothing is in, or has nothing set, is not set or removed in silence: %s', async (language, words, reason) => {
  const { limits, mimamori } = await server
  expect(await mimamori('limits', ...words, '--lang', language)).toMatchObject({
    code: 1, errors: expect.stringContaining(reason) as string
  })
  expect(limits.all()).toEqual([])
})

test.each([
  ['12h', 43_200], ['1h30m', 5400], ['2d', 172_800], ['600', 600]
])('mimamori takes %s as Prometheus does', async (typed, seconds) => {
  const { limits, mimamori } = await server
  await mimamori('limits', 'set', 'fleet', '--silent-after', typed)
  expect(limits.all()).toEqual([{ scope: 'fleet', name: 'all', silentAfterSeconds: seconds }])
})

test.each([
  [['limits', 'set', 'site', '--down-after', '300'], 'SCOPE: expected fleet, or site or role with its name'],
  [['limits', 'set', 'fleet', 'north', '--down-after', '300'], 'SCOPE: expected fleet, or site or role with its name'],
  [['limits', 'set', 'role', 'kiosk'], 'nothing to set'],
  [['limits', 'set', 'role', 'kiosk', '--down-after', '60'], '--down-after: expected a duration from 5m to 1y'],
  [['limits', 'set', 'role', 'kiosk', '--down-after', '30m1h'], '--down-after: expected a duration from 5m to 1y'],
  [['limits', 'set', 'role', 'kiosk', '--down-severity', 'info'], '--down-severity: expected warning or critical']
])('mimamori %j is refused in terms of what was typed', async (words, reason) => {
  const { mimamori } = await server
  expect(await mimamori(...words)).toMatchObject({ code: 2, errors: expect.stringContaining(reason) as string })
})
