import { DashboardLinkBuilder, DashboardLinkType } from '@grafana/grafana-foundation-sdk/dashboard'
import type { Language } from '@mimamori/program/language'
import type { CommonText } from '../text/common-text.ts'
import { tagOf, uidOf, type DashboardName } from './identity.ts'

/** A link of a field's value. */
export interface ValueLink {
  readonly title: string
  readonly url: string
}

/** The links of a device's id, for a cell or a line whose value it is. */
export const deviceLinks = (text: CommonText, language: Language, device = '${__value.raw}'): readonly ValueLink[] => {
  const to = (name: DashboardName): string => `/d/${uidOf(name, language)}?var-device=${device}&\${__url_time_range}`
  return [
    { title: text.links.device, url: to('device') },
    { title: text.links.logs, url: to('logs') },
    { title: text.links.updates, url: to('updates') },
    { title: text.links.collector, url: `\${collector}/admin/devices/${device}` }
  ]
}

/**
 * The links at the top of every dashboard: the others of the same language, this one in the other language, and the collector's own page.
 */
export const dashboardLinks = (text: CommonText, name: DashboardName, language: Language): readonly DashboardLinkBuilder[] => [
  new DashboardLinkBuilder(text.links.others)
    .type(DashboardLinkType.Dashboards)
    .tags([tagOf(language)])
    .asDropdown(true)
    .includeVars(true)
    .keepTime(true),
  new DashboardLinkBuilder(text.links.otherLanguage)
    .type(DashboardLinkType.Link)
    .icon('external link')
    .url(`/d/${uidOf(name, language === 'en' ? 'ja' : 'en')}`)
    .includeVars(true)
    .keepTime(true),
  new DashboardLinkBuilder(text.links.adminPage)
    .type(DashboardLinkType.Link)
    .icon('external link')
    .url('${collector}/admin')
    .targetBlank(true)
]
