import type { Language } from '@mimamori/contract'

/** The language of a terminal as its locale says (locale(7): LC_ALL before LC_MESSAGES before LANG). */
export const terminalLanguage = (env: Readonly<Record<string, string | undefined>>): Language => {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || ''
  return /^ja(?:[-_.@]|$)/i.test(locale) ? 'ja' : 'en'
}
