import type { Language } from '../../src/text/language.ts'
import { pageText } from '../../src/text/page-text.ts'
import type { PageText } from '../../src/text/page-text.en.ts'

/** The language that the server chose for this page. */
export const language: Language = document.documentElement.lang === 'ja' ? 'ja' : 'en'

/** The page's words in that language. */
export const words: PageText = pageText[language]
