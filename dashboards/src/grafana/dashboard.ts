import type { Builder } from '@grafana/grafana-foundation-sdk/cog'
import {
  DashboardBuilder,
  DashboardCursorSync,
  RowBuilder,
  type AnnotationQuery,
  type Dashboard,
  type Panel,
  type VariableModel
} from '@grafana/grafana-foundation-sdk/dashboard'
import type { Language } from '@mimamori/program/language'
import type { CommonText } from '../text/common-text.ts'
import { tagOf, uidOf, type DashboardName } from './identity.ts'
import { dashboardLinks } from './links.ts'
import { refIdOf } from './queries.ts'

/** The context that every dashboard is made in. */
export interface Context {
  readonly language: Language
  /** The address of the collector's pages. */
  readonly collectorUrl: URL
  /** The words that all dashboards share. */
  readonly common: CommonText
}

/** Panels under a heading, placed from the left and then below. */
export interface Section {
  readonly title: string
  readonly panels: readonly Builder<Panel>[]
}

export interface DashboardPlan {
  readonly name: DashboardName
  readonly title: string
  readonly description: string
  /** The default time range, back from now. */
  readonly from: string
  readonly variables: readonly Builder<VariableModel>[]
  readonly annotations?: readonly Builder<AnnotationQuery>[]
  readonly sections: readonly Section[]
}

/** Adds the ids that the SDK leaves out and Grafana gives when it saves, and removes fields that Grafana does not know. */
const completed = (dashboard: Dashboard): Dashboard => {
  dashboard.panels?.forEach((panel, index) => {
    panel.id = index + 1
    if ('targets' in panel) panel.targets?.forEach((target, place) => { Object.assign(target, { refId: refIdOf(place) }) })
  })
  // If set, links are only in a menu.
  for (const each of [...dashboard.links ?? [], ...dashboard.annotations?.list ?? []]) delete each.placement
  // For variables of the type interval, which none of ours has.
  for (const variable of dashboard.templating?.list ?? []) {
    for (const name of ['auto', 'auto_min', 'auto_count'] as const) delete variable[name]
  }
  return dashboard
}

/** A complete dashboard, as Grafana reads it. */
export const dashboard = (
  { name, title, description, from, variables, annotations = [], sections }: DashboardPlan,
  { language, common }: Context
): Dashboard => {
  const builder = new DashboardBuilder(title)
    .uid(uidOf(name, language))
    .description(description)
    .tags(['mimamori', tagOf(language)])
    .time({ from, to: 'now' })
    .refresh('1m')
    .tooltip(DashboardCursorSync.Crosshair)
    .readonly()
    .variables([...variables])
    .annotations([...annotations])
    .links([...dashboardLinks(common, name, language)])
  for (const { title: heading, panels } of sections) {
    builder.withRow(new RowBuilder(heading))
    for (const panel of panels) builder.withPanel(panel)
  }
  return completed(builder.build())
}
