import { describe, expect, test } from 'vitest'
import { allDashboards, panelsOf } from './all-dashboards.ts'
import { savedFields } from './saved-fields.ts'

const fieldsOf = (value: unknown, path = ''): readonly string[] => typeof value === 'object' && value !== null && !Array.isArray(value)
  ? Object.entries(value).flatMap(([key, each]) => fieldsOf(each, path === '' ? key : `${path}.${key}`))
  : path === '' ? [] : [path]

const panels = allDashboards
  .filter(({ language }) => language === 'en')
  .flatMap(({ name, dashboard }) => panelsOf(dashboard).map((panel) => ({ name, panel, title: panel.title })))

describe.each(Object.keys(savedFields))('a panel of the type %s', (type) => {
  const { options, custom, later } = savedFields[type]!
  test.each(panels.filter(({ panel }) => panel.type === type))('$title on $name has only fields that Grafana itself saves', ({ panel }) => {
    expect(fieldsOf(panel.options).filter((field) => ![...options, ...later].includes(field))).toEqual([])
    const overridden = (panel.fieldConfig?.overrides ?? []).flatMap(({ properties }) =>
      properties.flatMap(({ id }) => /^custom\.(.*)$/.exec(id)?.[1] ?? [])
    )
    expect(
      [...fieldsOf(panel.fieldConfig?.defaults.custom), ...overridden].filter((field) => ![...custom, ...later].includes(field))
    ).toEqual([])
  })
})

test('every panel type that we use is known, and none of plugins that would have to be installed', () => {
  expect(Object.keys(savedFields).sort()).toEqual([...new Set(panels.map(({ panel }) => panel.type))].sort())
})
