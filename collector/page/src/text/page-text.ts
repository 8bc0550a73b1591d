import type { Language } from '@mimamori/contract'
import { pageTextEn, type PageText } from './page-text.en.ts'
import { pageTextJa } from './page-text.ja.ts'

/** The words of the admin page in each language. */
export const pageText: Readonly<Record<Language, PageText>> = { en: pageTextEn, ja: pageTextJa }
