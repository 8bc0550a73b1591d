import type { Language } from '@mimamori/program/language'

/** Texts, each in English and in Japanese. */
export interface Pairs { readonly [key: string]: readonly [en: string, ja: string] | Pairs }
export type InOneLanguage<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends readonly [string, string] ? string : InOneLanguage<Texts[Key]>
}

/** The same texts in one language. */
export const inOneLanguage = <Texts extends Pairs>(texts: Texts, language: Language): InOneLanguage<Texts> =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [
    key, text instanceof Array ? text[language === 'en' ? 0 : 1] : inOneLanguage(text, language)
  ])) as InOneLanguage<Texts>
