import type { Language } from '@mimamori/contract'
import { siteTextEn, type SiteText } from './site-text.en.ts'
import { siteTextJa } from './site-text.ja.ts'

const texts: Readonly<Record<Language, SiteText>> = { en: siteTextEn, ja: siteTextJa }

export const unknownSiteSentence = (site: Parameters<SiteText['unknown']>[0], language: Language): string => texts[language].unknown(site)
