import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard'
import type { Language } from '@mimamori/program/language'
import type { Context } from '../grafana/dashboard.ts'
import type { DashboardName } from '../grafana/identity.ts'
import { dashboardTexts } from '../text/index.ts'
import { device } from './device/index.ts'
import { fleet } from './fleet/index.ts'
import { hardware } from './hardware/index.ts'
import { logs } from './logs/index.ts'
import { mimamori } from './mimamori/index.ts'
import { sites } from './sites/index.ts'
import { updates } from './updates/index.ts'

/** Every dashboard in one language, in the order of the menu; its links lead to the collector at this address. */
export const dashboards = (language: Language, collectorUrl: URL): Readonly<Record<DashboardName, Dashboard>> => {
  const texts = dashboardTexts[language]
  const context: Context = { language, collectorUrl, common: texts.common }
  return {
    fleet: fleet(texts.fleet, context),
    device: device(texts.device, context),
    logs: logs(texts.logs, context),
    updates: updates(texts.updates, context),
    hardware: hardware(texts.hardware, context),
    sites: sites(texts.sites, context),
    mimamori: mimamori(texts.mimamori, context)
  }
}
