import { afterAll, beforeAll, expect, test } from 'vitest'
import { allDashboards, allTargets, type Target } from '../../dashboards/test/grafana/all-dashboards.ts'
import { describeWith } from './processes.ts'
import { prometheusProgram, query, queryRange } from './real-peers.ts'
import { startWatchedFleet, type WatchedFleet } from './watched-fleet.ts'

/** Expressions that have no data here, and why. */
const exceptions: readonly { readonly title: RegExp, readonly because: string }[] = [
  {
    title: /^device: Watched services [AB]$/,
    because: 'the simulated devices watch no units and services; the exporter’s golden pages have the metrics'
  },
  {
    title: /^hardware: Boards and cards E$/,
    because: 'only vcgencmd shows what happened since boot, and the simulated boards have none; the exporter’s golden pages have the metric'
  },
  { title: /^sites: Devices without a site A$/, because: 'every simulated device has a site' }
]

/** As Grafana fills it in where the reader has chosen all, or one device. */
const filled = ({ expr }: Target, device: string): string => expr
  .replaceAll('$__rate_interval', '15s').replaceAll('$__range', '1h').replaceAll('$__interval', '5s')
  .replaceAll('$device', device).replaceAll(/\$(?:site|role)\b/g, '.*')

describeWith(prometheusProgram)('over the fleet of the demonstration, seen by the real Prometheus', () => {
  let fleet: WatchedFleet

  beforeAll(async () => { fleet = await startWatchedFleet(16) })
  afterAll(async () => { await fleet?.close() })

  /** How many series an expression has, each with a number at one moment at least; NaN is what Grafana shows as nothing. */
  const seriesOf = async (target: Target, device: string): Promise<number> => {
    const expr = filled(target, device)
    if (target.instant) return (await query(fleet.prometheusPort, expr)).filter(({ value }) => !Number.isNaN(value)).length
    return (await queryRange(fleet.prometheusPort, expr, { lastSeconds: 30, stepSeconds: 5 })).filter(({ values }) =>
      values.some((value) => !Number.isNaN(value))
    ).length
  }

  const inPrometheus = allTargets.filter(
    ({ title, target }) => target.datasource.type === 'prometheus' && !exceptions.some((exception) => exception.title.test(title))
  )

  test.each(inPrometheus)('$title has data of the shape that its panel wants', async ({ name, panel, target }) => {
    // A dashboard about one device shows it for any; not every board has every sensor.
    const choices = name === 'device' ? fleet.members.map(({ id }) => id) : ['.*']
    await expect.poll(async () => {
      const counts: number[] = []
      for (const device of choices) counts.push(await seriesOf(target, device))
      return panel.type === 'stat'
        ? counts.some((count) => count === 1) && counts.every((count) => count <= 1)
        : counts.some((count) => count > 0)
    }, { timeout: 60_000, interval: 500 }).toBe(true)
  })

  const annotations = allDashboards
    .filter(({ language }) => language === 'en')
    .flatMap(({ dashboard }) =>
      (dashboard.annotations?.list ?? []).flatMap(({ name, expr }) => (expr === undefined ? [] : [{ name, expr }]))
    )

  test.each(annotations)('there are marks of $name for a device that has some', async ({ expr }) => {
    await expect.poll(async () => {
      for (const { id } of fleet.members) if ((await query(fleet.prometheusPort, expr.replaceAll('$device', id))).length > 0) return true
      return false
    }, { timeout: 60_000, interval: 500 }).toBe(true)
  })

  test('the exceptions are still some', () => {
    expect(exceptions.filter(({ title }) => !allTargets.some((each) => title.test(each.title)))).toEqual([])
  })
})
