import { describe, expect, test } from 'vitest'
import type { DeviceHistory } from '@mimamori/contract'
import { alertmanagerStandIn } from '../../alerts/stand-ins/alertmanager.ts'
import { httpStandIn, type ReceivedRequest } from '../../alerts/stand-ins/http-stand-in.ts'
import { clockInTest, collectorInTest } from '../../collector-in-test.ts'
import { finished, nowMs, run, start } from '../../updates/update-messages.ts'

const minutesAgo = (minutes: number): number => nowMs - minutes * 60_000
const instant = (ms: number): string => new Date(ms).toISOString()

/** Has of every device the same CPU usage in the step before the last, and a boot and a pause before that. */
const prometheusAnswer = ({ path }: ReceivedRequest) => {
  const { searchParams } = new URL(path, 'http://x')
  const [end, step] = [Number(searchParams.get('end')), Number(searchParams.get('step'))]
  const result = searchParams.get('query')!.includes('node_boot_time_seconds')
    ? [
        { metric: { kind: 'boot' }, values: [[end, String(minutesAgo(120) / 1000)]] },
        {
          metric: { kind: 'pause' },
          values: [
            [end - 2 * step, '1'],
            [end - step, '0']
          ]
        }
      ]
    : [
        ['mean', '0.5'],
        ['min', '0.1'],
        ['max', '0.95']
      ].map(([part, value]) => ({ metric: { part: `cpuUsageRatio ${part}` }, values: [[end - step, value]] }))
  return { body: JSON.stringify({ status: 'success', data: { resultType: 'matrix', result } }) }
}

const arrange = async ({ withPrometheus = true } = {}) => {
  const clock = clockInTest(nowMs)
  const prometheus = await httpStandIn(prometheusAnswer)
  const alertmanager = await alertmanagerStandIn()
  const collector = await collectorInTest({
    clock,
    env: { MIMAMORI_ALERTMANAGER_URL: alertmanager.origin, ...withPrometheus && { MIMAMORI_PROMETHEUS_URL: prometheus.origin } }
  })
  await collector.enroll({ id: 'pi-1', site: 'north' })
  const ask = (query = '', id = 'pi-1') => collector.asAdmin({ url: `/api/clients/${id}/history${query}` })
  return { ...collector, clock, prometheus, alertmanager, ask, history: async (query?: string) => (await ask(query)).json<DeviceHistory>() }
}

describe('the history of a device', () => {
  test('is by default what the collector remembers of six hours, without anybody else', async () => {
    const { deps, history } = await arrange({ withPrometheus: false })
    deps.keyMetrics.record('pi-1', { atMs: minutesAgo(2), cpuUsageRatio: 0.125 })
    deps.keyMetrics.record('pi-1', { atMs: minutesAgo(1), cpuUsageRatio: 0.25, temperatureCelsius: 51.52 })
    expect(await history()).toMatchObject({
      range: '6h',
      from: instant(minutesAgo(360)),
      to: instant(nowMs),
      stepSeconds: 60,
      hasLongRanges: false,
      marks: [],
      incompleteMarks: [],
      series: {
        cpuUsage: [
          { at: instant(minutesAgo(2)), value: 12.5 },
          { at: instant(minutesAgo(1)), value: 25 }
        ],
        memoryUsage: [],
        temperature: [{ at: instant(minutesAgo(1)), value: 51.5 }]
      }
    })
  })

  test.each([
    ['24h', 240],
    ['7d', 1680],
    ['30d', 7200]
  ] as const)('of %s comes from Prometheus in 360 steps, whose ends stay the same', async (range, stepSeconds) => {
    const { history, prometheus } = await arrange()
    const { series, ...rest } = await history(`?range=${range}`)
    expect(rest).toMatchObject({ range, stepSeconds, to: instant(nowMs), hasLongRanges: true })
    const [asked] = prometheus.requests
      .map(({ path }) => new URL(path, 'http://x').searchParams)
      .filter((query) => query.get('query')!.includes('avg_over_time'))
    const [first, last] = [Number(asked!.get('start')), Number(asked!.get('end'))]
    expect([first % stepSeconds, last % stepSeconds, (last - first) / stepSeconds <= 360]).toEqual([0, 0, true])
    expect(series).toEqual({
      cpuUsage: [{ at: instant((last - stepSeconds) * 1000), value: 50, min: 10, max: 95 }],
      memoryUsage: [],
      diskUsage: [],
      temperature: []
    })
  })

  test('is marked with updates, reboots, pauses and silences, oldest first', async () => {
    const { clock, deps, asAdmin, history } = await arrange()
    await deps.updates.start(start({ hosts: ['pi-1'] }))
    await deps.updates.report(run, [finished('pi-1', 'rolled_back')], { requestId: 'test' })
    const silence = (body: object) => asAdmin({ method: 'POST', url: '/api/silences', body })
    await silence({ site: 'north', until: instant(nowMs + 3_600_000), reason: 'power work' })
    await silence({ site: 'north', from: instant(nowMs + 3_600_000), until: instant(nowMs + 7_200_000), reason: 'later' })
    clock.advance(60_000)
    const { marks } = await history('?range=24h')
    expect(marks.map(({ kind, outcome, reason }) => [kind, outcome ?? reason])).toEqual([
      ['reboot', null],
      ['pause', null],
      ['update', 'rolled_back'],
      ['silence', 'power work']
    ])
    expect(marks[0]).toMatchObject({ from: instant(minutesAgo(120)), until: instant(minutesAgo(120)) })
    expect(marks.find(({ kind }) => kind === 'update')).toMatchObject({ run })
  })

  test('has the pause that goes on with its reason, also without a Prometheus', async () => {
    const { deps, history } = await arrange({ withPrometheus: false })
    await deps.registry.pause('pi-1', { reason: 'stocktaking' })
    expect((await history()).marks).toEqual([
      { kind: 'pause', from: instant(nowMs), until: instant(nowMs), run: null, outcome: null, reason: 'stocktaking' }
    ])
  })

  test('is shown without the marks of a source that does not answer, and says so', async () => {
    const { prometheus, alertmanager, history } = await arrange()
    prometheus.answer(() => ({ status: 503, body: 'starting' }))
    alertmanager.answer(() => ({ status: 500 }))
    const { incompleteMarks, marks } = await history()
    expect(marks).toEqual([])
    expect(incompleteMarks.sort()).toEqual(['pause', 'reboot', 'silence'])
    // Or that never does, for which charts do not wait.
    for (const standIn of [prometheus, alertmanager]) standIn.answer(() => ({ body: '[', isEndless: true }))
    expect((await history()).incompleteMarks.sort()).toEqual(['pause', 'reboot', 'silence'])
  })

  test('of longer ranges is refused with the reason where Prometheus has none', async () => {
    const without = await arrange({ withPrometheus: false })
    expect((await without.ask('?range=7d')).json()).toMatchObject({
      code: 'PROMETHEUS_UNAVAILABLE',
      message: 'no Prometheus is set, and the collector remembers six hours: set MIMAMORI_PROMETHEUS_URL'
    })
    const { prometheus, ask } = await arrange()
    prometheus.answer(() => ({ status: 422, body: 'query processing would load too many samples' }))
    const refused = await ask('?range=7d')
    expect([refused.statusCode, refused.json()]).toMatchObject([
      502,
      { code: 'PROMETHEUS_REFUSED', message: 'Prometheus answers with 422: query processing would load too many samples' }
    ])
  })

  test('is none of a range or a device that there is not', async () => {
    const { ask } = await arrange()
    expect((await ask('?range=1y')).json()).toMatchObject({ code: 'VALIDATION_FAILED', issues: [{ path: 'range' }] })
    expect((await ask('', 'pi-9')).json()).toMatchObject({ code: 'CLIENT_DEVICE_NOT_FOUND' })
  })
})
