import type { Language } from '@mimamori/program/language'
import { commonTextEn, type CommonText } from './common-text.en.ts'
import { commonTextJa } from './common-text.ja.ts'
import { deviceTextEn, type DeviceText } from './device-text.en.ts'
import { deviceTextJa } from './device-text.ja.ts'
import { fleetTextEn, type FleetText } from './fleet-text.en.ts'
import { fleetTextJa } from './fleet-text.ja.ts'
import { hardwareTextEn, type HardwareText } from './hardware-text.en.ts'
import { hardwareTextJa } from './hardware-text.ja.ts'
import { logsTextEn, type LogsText } from './logs-text.en.ts'
import { logsTextJa } from './logs-text.ja.ts'
import { mimamoriTextEn, type MimamoriText } from './mimamori-text.en.ts'
import { mimamoriTextJa } from './mimamori-text.ja.ts'
import { sitesTextEn, type SitesText } from './sites-text.en.ts'
import { sitesTextJa } from './sites-text.ja.ts'
import { updatesTextEn, type UpdatesText } from './updates-text.en.ts'
import { updatesTextJa } from './updates-text.ja.ts'

/** All words of the dashboards, in one language. */
export interface DashboardTexts {
  readonly common: CommonText
  readonly fleet: FleetText
  readonly device: DeviceText
  readonly logs: LogsText
  readonly updates: UpdatesText
  readonly hardware: HardwareText
  readonly sites: SitesText
  readonly mimamori: MimamoriText
}

export const dashboardTexts: Readonly<Record<Language, DashboardTexts>> = {
  en: {
    common: commonTextEn,
    fleet: fleetTextEn,
    device: deviceTextEn,
    logs: logsTextEn,
    updates: updatesTextEn,
    hardware: hardwareTextEn,
    sites: sitesTextEn,
    mimamori: mimamoriTextEn
  },
  ja: {
    common: commonTextJa,
    fleet: fleetTextJa,
    device: deviceTextJa,
    logs: logsTextJa,
    updates: updatesTextJa,
    hardware: hardwareTextJa,
    sites: sitesTextJa,
    mimamori: mimamoriTextJa
  }
}
