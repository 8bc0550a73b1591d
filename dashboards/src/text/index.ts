import type { Language } from '@mimamori/program/language'
import { commonText } from './common-text.ts'
import { deviceText } from './device-text.ts'
import { fleetText } from './fleet-text.ts'
import { hardwareText } from './hardware-text.ts'
import { inOneLanguage } from './in-one-language.ts'
import { logsText } from './logs-text.ts'
import { mimamoriText } from './mimamori-text.ts'
import { sitesText } from './sites-text.ts'
import { updatesText } from './updates-text.ts'

const pairs = {
  common: commonText, fleet: fleetText, device: deviceText, logs: logsText, updates: updatesText, hardware: hardwareText,
  sites: sitesText, mimamori: mimamoriText
}
const [en, ja] = [inOneLanguage(pairs, 'en'), inOneLanguage(pairs, 'ja')]

/** All texts of the dashboards, by language. */
export const dashboardTexts: Readonly<Record<Language, typeof en>> = { en, ja }
