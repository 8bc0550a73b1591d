import type { Language } from '@mimamori/contract'
import { notificationTextEn, type NotificationText } from './notification-text.en.ts'
import { notificationTextJa } from './notification-text.ja.ts'

export const notificationTexts: Readonly<Record<Language, NotificationText>> = { en: notificationTextEn, ja: notificationTextJa }
