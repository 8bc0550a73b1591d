import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { grafanaVersion } from '../../src/grafana/version.ts'
import { allDashboards, panelsOf } from './all-dashboards.ts'
import { publishedSchema } from './published-schema.ts'

/**
 * What Grafana's editor of Prometheus annotations writes beside the schema, which leaves it open to plugins
 * (packages/grafana-data/src/types/annotations.ts and packages/grafana-prometheus, AnnotationQueryEditor).
 */
const ofPrometheusAnnotations =
  /^\/annotations\/list\/\d+\/(?:expr|step|titleFormat|textFormat|tagKeys|useValueForTime): is not in the schema$/

const panelTypes = [...new Set(allDashboards.flatMap(({ dashboard }) => panelsOf(dashboard).map(({ type }) => type)))]
const schema = publishedSchema(panelTypes)

const root = join(import.meta.dirname, '..', '..', '..')

test('the schema is of the Grafana that the dashboards are made for, and that compose.yaml runs', () => {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'dashboards', 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>
  }
  expect(devDependencies['@grafana/schema']).toBe(grafanaVersion)
  expect(readFileSync(join(root, 'compose.yaml'), 'utf8')).toContain(`image: grafana/grafana:${grafanaVersion}\n`)
})

describe.each(allDashboards)('$name in $language', ({ dashboard }) => {
  test('is a dashboard as Grafana has published it', () => {
    expect(schema.mistakesOfDashboard(dashboard).filter((mistake) => !ofPrometheusAnnotations.test(mistake))).toEqual([])
  })

  test.each(panelsOf(dashboard))('$title has the options of its type', ({ type, options, fieldConfig }) => {
    expect(schema.mistakesOfOptions(type, options)).toEqual([])
    expect(schema.mistakesOfFieldConfig(type, fieldConfig?.defaults.custom)).toEqual([])
    const overridden = (fieldConfig?.overrides ?? []).flatMap(({ properties }) =>
      properties.filter(({ id }) => id.startsWith('custom.')).map(({ id, value }) => [id.slice('custom.'.length), value] as const)
    )
    expect(schema.mistakesOfFieldConfig(type, Object.fromEntries(overridden))).toEqual([])
  })
})

test.each([
  ['an unknown field', { ...allDashboards[0]!.dashboard, colour: 'red' }, '/colour: is not in the schema'],
  ['a wrong value', { ...allDashboards[0]!.dashboard, graphTooltip: 7 }, '/graphTooltip'],
  ['a wrong type', { ...allDashboards[0]!.dashboard, refresh: 60 }, '/refresh: 60 is no string'],
  ['a missing field', { ...allDashboards[0]!.dashboard, panels: [{ title: 'x' }] }, '/panels/0/type: is missing']
])('%s is a mistake', (_, dashboard, expected) => {
  expect(schema.mistakesOfDashboard(dashboard).join('\n')).toContain(expected)
})
