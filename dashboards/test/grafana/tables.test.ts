import { describe, expect, test } from 'vitest'
import { allDashboards, panelsOf, targetsOf } from './all-dashboards.ts'

const tables = allDashboards.flatMap(({ name, language, dashboard }) =>
  panelsOf(dashboard)
    .filter(({ type }) => type === 'table')
    .map((panel) => ({ title: `${panel.title} (${name}, ${language})`, panel }))
)

interface Organize { readonly indexByName: Readonly<Record<string, number>>, readonly renameByName: Readonly<Record<string, string>> }
const optionsOf = <Options>(
  transformations: readonly { readonly id: string, readonly options: unknown }[] | undefined,
  id: string
): Options => transformations?.find((each) => each.id === id)?.options as Options

describe.each(tables)('the table $title', ({ panel }) => {
  const { indexByName, renameByName } = optionsOf<Organize>(panel.transformations, 'organize')
  const shown = Object.values(renameByName)

  test('orders and names the same fields, those that it keeps', () => {
    const {
      include: { names }
    } = optionsOf<{ readonly include: { readonly names: readonly string[] } }>(panel.transformations, 'filterFieldsByName')
    expect(Object.keys(indexByName)).toEqual(Object.keys(renameByName))
    expect(names).toEqual(Object.keys(renameByName))
    expect(new Set(shown).size).toBe(shown.length)
  })

  test('takes its values from queries that it has, and its labels from one that keeps them', () => {
    const targets = targetsOf(panel)
    for (const field of Object.keys(renameByName)) {
      const refId = /^Value #(.)$/.exec(field)?.[1]
      if (refId !== undefined) expect(targets.map((target) => target.refId), field).toContain(refId)
      else if (field !== 'Value') expect(targets.some(({ expr }) => new RegExp(`by \\([^)]*\\b${field}\\b`).test(expr)), field).toBe(true)
    }
    expect(targets.map(({ format }) => format)).toEqual(targets.map(() => 'table'))
  })

  test('dresses and sorts only columns that it shows', () => {
    expect(
      (panel.fieldConfig?.overrides ?? []).map(({ matcher }) => matcher.options as string).filter((name) => !shown.includes(name))
    ).toEqual([])
    expect(
      (panel.options as { sortBy: { displayName: string }[] }).sortBy
        .map(({ displayName }) => displayName)
        .filter((name) => !shown.includes(name))
    ).toEqual([])
  })
})
