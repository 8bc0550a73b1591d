import type { Language } from '@mimamori/contract'
import type { StatusMessages } from './status-messages.ts'
import { deviceReasonTextEn } from './device-reason-text.en.ts'
import { deviceReasonTextJa } from './device-reason-text.ja.ts'

/** The sentences about devices and the clock in each language. */
export const deviceReasonText: Readonly<Record<Language, StatusMessages>> = { en: deviceReasonTextEn, ja: deviceReasonTextJa }
