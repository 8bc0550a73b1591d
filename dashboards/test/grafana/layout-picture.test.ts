import { expect, test } from 'vitest'
import { layoutPicture } from '../../src/grafana/layout-picture.ts'
import { allDashboards } from './all-dashboards.ts'

test.each(allDashboards)('the picture of $name in $language has a box for each panel, and every title', ({ dashboard }) => {
  const picture = layoutPicture(dashboard)
  const panels = dashboard.panels ?? []
  expect(picture.match(/<rect /g)).toHaveLength(panels.filter(({ type }) => type !== 'row').length)
  // Titles are broken into lines, and reserved characters escaped.
  const words = picture.replaceAll(/<[^>]*>|\s/g, '')
  for (const { title } of panels) expect(words).toContain((title ?? '').replaceAll('&', '&amp;').replaceAll(/\s/g, ''))
})
