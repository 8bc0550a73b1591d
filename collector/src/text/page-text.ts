import type { Language } from './language.ts'
import { pageTextEn } from './page-text.en.ts'
import { pageTextJa } from './page-text.ja.ts'

/** Every word of the admin page in one language. English is the model: another language has the same keys. */
export type PageText = typeof pageTextEn

export const pageText: Readonly<Record<Language, PageText>> = { en: pageTextEn, ja: pageTextJa }
