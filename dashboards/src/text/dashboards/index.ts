import type { Language } from '@mimamori/program/language'
import { commonTextEn, type CommonText } from './common-text.en.ts'
import { commonTextJa } from './common-text.ja.ts'
import { fleetTextEn, type FleetText } from './fleet-text.en.ts'
import { fleetTextJa } from './fleet-text.ja.ts'

/** All words of the dashboards, in one language. */
export interface DashboardTexts {
  readonly common: CommonText
  readonly fleet: FleetText
}

export const dashboardTexts: Readonly<Record<Language, DashboardTexts>> = {
  en: { common: commonTextEn, fleet: fleetTextEn },
  ja: { common: commonTextJa, fleet: fleetTextJa }
}
