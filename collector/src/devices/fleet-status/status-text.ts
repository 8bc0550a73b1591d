import type { Language } from '@mimamori/contract'
import type { StatusSentences } from './status-sentences.ts'
import { statusTextEn } from './status-text.en.ts'
import { statusTextJa } from './status-text.ja.ts'

/** The sentences about devices and the clock in each language. */
export const statusText: Readonly<Record<Language, StatusSentences>> = { en: statusTextEn, ja: statusTextJa }
