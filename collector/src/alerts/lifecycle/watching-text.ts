import type { Language } from '@mimamori/contract'
import { watchingTextEn, type WatchingText } from './watching-text.en.ts'
import { watchingTextJa } from './watching-text.ja.ts'

export const watchingTexts: Readonly<Record<Language, WatchingText>> = { en: watchingTextEn, ja: watchingTextJa }
