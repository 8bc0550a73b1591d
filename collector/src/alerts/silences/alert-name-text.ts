import type { Language } from '@mimamori/contract'
import { alertNameTextEn, type AlertNameText } from './alert-name-text.en.ts'
import { alertNameTextJa } from './alert-name-text.ja.ts'

const texts: Readonly<Record<Language, AlertNameText>> = { en: alertNameTextEn, ja: alertNameTextJa }

export const unknownAlertSentence = (alert: Parameters<AlertNameText['unknown']>[0], language: Language): string => texts[language].unknown(alert)
