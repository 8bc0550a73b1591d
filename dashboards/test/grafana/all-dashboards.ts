import type { Dashboard, Panel, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard'
import { languages, type Language } from '@mimamori/program/language'
import { dashboards } from '../../src/dashboards/index.ts'

export interface Target {
  readonly refId: string
  readonly expr: string
  readonly legendFormat?: string
  readonly instant?: boolean
  readonly format?: string
  readonly datasource: { readonly type: string }
}

export interface ExaminedDashboard {
  readonly name: string
  readonly language: Language
  readonly dashboard: Dashboard
}

/** Every dashboard as the generated file has it, in every language. */
export const allDashboards: readonly ExaminedDashboard[] = languages.flatMap((language) =>
  Object.entries(dashboards(language, new URL('http://192.168.10.2:8080')))
    .map(([name, dashboard]) => ({ name, language, dashboard: JSON.parse(JSON.stringify(dashboard)) as Dashboard })))

export const isRow = (panel: Panel | RowPanel): panel is RowPanel => panel.type === 'row'

/** Its panels, without the headings. */
export const panelsOf = ({ panels = [] }: Dashboard): readonly Panel[] => panels.filter((panel): panel is Panel => !isRow(panel))

export const targetsOf = ({ targets = [] }: Panel): readonly Target[] => targets as unknown as readonly Target[]

/** Every expression of a panel once, in one language: they are the same in both. */
export const allTargets = allDashboards
  .filter(({ language }) => language === 'en')
  .flatMap(({ name, dashboard }) =>
    panelsOf(dashboard).flatMap((panel) =>
      targetsOf(panel).map((target) => ({ name, panel, title: `${name}: ${panel.title} ${target.refId}`, target }))
    )
  )
