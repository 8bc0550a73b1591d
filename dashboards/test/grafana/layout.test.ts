import type { GridPos } from '@grafana/grafana-foundation-sdk/dashboard'
import { describe, expect, test } from 'vitest'
import { dashboardNames, uidOf } from '../../src/grafana/identity.ts'
import { allDashboards, panelsOf, targetsOf } from './all-dashboards.ts'

const overlaps = (one: GridPos, other: GridPos): boolean =>
  one.x < other.x + other.w && other.x < one.x + one.w && one.y < other.y + other.h && other.y < one.y + one.h

/** Panels whose fields say themselves how they are shown. */
const withoutUnit: ReadonlySet<string> = new Set(['logs', 'table', 'state-timeline'])

test('there is every dashboard, in every language, by its fixed uid', () => {
  expect(allDashboards.map(({ dashboard }) => dashboard.uid)).toEqual(
    ['en', 'ja'].flatMap((language) => dashboardNames.map((name) => uidOf(name, language as 'en' | 'ja')))
  )
})

describe.each(allDashboards)('$name in $language', ({ dashboard }) => {
  const places = (dashboard.panels ?? []).map(({ title, gridPos }) => ({ title, gridPos: gridPos! }))

  test('has its panels in the grid, one beside or below the other', () => {
    expect(places.filter(({ gridPos: { x, w, h } }) => x + w > 24 || w < 1 || h < 1)).toEqual([])
    const overlapping = places.flatMap((one, index) =>
      places
        .slice(index + 1)
        .filter((other) => overlaps(one.gridPos, other.gridPos))
        .map((other) => `${one.title} and ${other.title}`)
    )
    expect(overlapping).toEqual([])
  })

  test('fills every line to its end', () => {
    const covered = new Map<number, number>()
    for (const { gridPos: { y, w, h } } of places) for (let line = y; line < y + h; line++) covered.set(line, (covered.get(line) ?? 0) + w)
    expect([...covered].filter(([, width]) => width !== 24)).toEqual([])
  })

  test('has a title, a description and a unit for each panel, and no title twice', () => {
    const panels = panelsOf(dashboard)
    expect(panels.filter(({ title, description }) => !title || !description || description === title).map(({ title }) => title)).toEqual([])
    expect(
      panels.filter(({ type, fieldConfig }) => !withoutUnit.has(type) && fieldConfig?.defaults.unit === undefined).map(({ title }) => title)
    ).toEqual([])
    expect(new Set(panels.map(({ title }) => title)).size).toBe(panels.length)
  })

  test('numbers its panels, and letters the queries of each', () => {
    const ids = (dashboard.panels ?? []).map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const panel of panelsOf(dashboard)) {
      const refIds = targetsOf(panel).map(({ refId }) => refId)
      expect(refIds.length, panel.title).toBeGreaterThan(0)
      expect(refIds, panel.title).toEqual([...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].slice(0, refIds.length))
    }
  })

  test('asks only for variables that it has', () => {
    const known = new Set((dashboard.templating?.list ?? []).map(({ name }) => name))
    const asked = [...JSON.stringify(dashboard).matchAll(/\$\{?([a-z][\w]*)/g)].map(([, name]) => name!)
    expect(asked.filter((name) => !known.has(name))).toEqual([])
  })
})
