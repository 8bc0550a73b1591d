import type { Language } from '@mimamori/contract'
import { apiTextEn, type ApiText } from './api-text.en.ts'
import { apiTextJa } from './api-text.ja.ts'

/** The words of the page about the HTTP API. */
export const apiText = (language: Language): ApiText => language === 'ja' ? apiTextJa : apiTextEn
