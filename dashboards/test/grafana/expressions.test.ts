import { parser as logqlParser } from '@grafana/lezer-logql'
import { describe, expect, test } from 'vitest'
import { selectedMetrics } from '../alerts/selected-metrics.ts'
import { stableMetrics } from '../alerts/stable-metrics.ts'
import { allDashboards, allTargets } from './all-dashboards.ts'

/** PromQL and LogQL know no variables: a range takes a duration, and a text any value. */
const filled = (expr: string): string => expr.replaceAll(/\$__(?:rate_interval|interval|range)\b/g, '5m')

const known = stableMetrics()
const inPrometheus = allTargets.filter(({ target }) => target.datasource.type === 'prometheus')
const inLoki = allTargets.filter(({ target }) => target.datasource.type === 'loki')

test.each(inPrometheus)('$title selects only metrics that are there', ({ target }) => {
  expect(selectedMetrics(filled(target.expr)).filter((name) => !known.has(name))).toEqual([])
})

describe.runIf(inLoki.length > 0)('in Loki', () => {
  test.each(inLoki)('$title is LogQL, and selects streams by the labels that they have', ({ target }) => {
    const expr = filled(target.expr)
    const labels: string[] = []
    logqlParser.parse(expr).iterate({
      enter (node) {
        if (node.type.isError) throw new Error(`not LogQL at character ${node.from}: ${expr.slice(node.from, node.from + 40)}`)
        if (node.name === 'Matcher' && node.node.parent?.name !== 'LabelFilter') {
          labels.push(expr.slice(node.from, node.to).split(/[=!]/)[0]!.trim())
        }
      }
    })
    expect(labels.filter((label) => !['job', 'site', 'device', 'level'].includes(label))).toEqual([])
  })
})

test.each(inPrometheus)('$title counts no device twice where two collectors know it', ({ target }) => {
  // A second collector's series differ in job and instance: every inventory series is aggregated before it is used.
  const bare = filled(target.expr).replaceAll(/\b(?:max|min|count|topk) (?:by|without) \([^)]*\) \(/g, 'AGGREGATED(')
  expect([
    ...bare.matchAll(/(?<!AGGREGATED\((?:increase\(|changes\(|last_over_time\()?)\bmimamori_(?:device|update_last)_\w+/g)
  ].map(([name]) => name)).toEqual([])
})

test.each(inPrometheus.filter(({ target }) => /\b(?:rate|irate)\(/.test(target.expr)))(
  '$title takes its rate over the interval that Grafana computes for the scrapes',
  ({ target }) => {
    expect(target.expr.replaceAll(/"[^"]*"/g, '""')).not.toMatch(/\b(?:rate|irate)\([^[]*\[(?!\$__rate_interval\])/)
  }
)

test('every query of a variable and of an annotation selects only metrics that are there', () => {
  const exprs = allDashboards.flatMap(({ dashboard }) => [
    ...(dashboard.templating?.list ?? []).flatMap(
      ({ query }) => /^label_values\((.*), \w+\)$/.exec((query as { query?: string } | undefined)?.query ?? '')?.[1] ?? []
    ),
    ...(dashboard.annotations?.list ?? []).flatMap(({ expr }) => expr ?? [])
  ])
  expect(exprs.length).toBeGreaterThan(0)
  expect(exprs.flatMap((expr) => selectedMetrics(filled(expr))).filter((name) => !known.has(name))).toEqual([])
})

/** A device's own dashboard has its lines alone; a state timeline has rows, in pages. */
const linesOfDevices = inPrometheus.filter(
  ({ name, panel, target }) =>
    name !== 'device' && panel.type === 'timeseries' && /\{\{(?:device|instance)\}\}/.test(target.legendFormat ?? '')
)

test('there are panels with a line for each device', () => {
  expect(linesOfDevices.length).toBeGreaterThan(5)
})

test.each(linesOfDevices)(
  '$title has a line for each of the ten worst devices, whatever the size of the fleet, and says so',
  ({ panel, target }) => {
    expect(target.expr).toMatch(/\b(?:top|bottom)k\(10, /)
    expect(panel.description).toMatch(/\bten worst\b/i)
  }
)
