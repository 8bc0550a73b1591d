import { isLanguage, type Language } from '@mimamori/program/language'

/** Set by the page's language switch. */
export const languageCookie = 'mimamori_language'

/** The language preferences of a request. */
export interface LanguagePreferences {
  /** `?lang=` of the address. */
  readonly query?: string | undefined
  readonly cookie?: string | undefined
  readonly acceptLanguage?: string | undefined
}

/** The address wins over the switch, and the switch over the browser (RFC 9110, section 12.5.4); English if none is known. */
export const pickLanguage = ({ query, cookie, acceptLanguage = '' }: LanguagePreferences): Language => {
  if (isLanguage(query)) return query
  if (isLanguage(cookie)) return cookie
  const accepted = acceptLanguage.split(',').map((part) => {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
    const quality = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean)
    return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) }
  })
  const best = accepted.filter(({ language, quality }) => isLanguage(language) && quality > 0).sort((a, b) => b.quality - a.quality)[0]
  return isLanguage(best?.language) ? best.language : 'en'
}
