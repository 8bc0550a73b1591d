import type { Language } from '@mimamori/contract'
import { frameText, type FrameText } from '@mimamori/contract/frame'
import { pageText } from './text/page-text.ts'
import type { PageText } from './text/page-text.en.ts'

/** The language that the server chose for this page. */
export const language: Language = document.documentElement.lang === 'ja' ? 'ja' : 'en'

/** The page's words in that language. */
export const words: PageText = pageText[language]

/** Those of its frame. */
export const frame: FrameText = frameText[language]
