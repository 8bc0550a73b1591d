export const languages = ['en', 'ja'] as const
/** The languages that our programs speak. */
export type Language = typeof languages[number]

export const isLanguage = (text: string | undefined): text is Language => languages.some((language) => language === text)

/**
 * The language of a terminal as its locale says (locale(7): LC_ALL before LC_MESSAGES before LANG); English for any other language.
 * `scripts/shell/language.sh`, the Ansible collection and the files for an old Node.js (bin/, scripts/setup/) have the same rule.
 */
export const terminalLanguage = (env: Readonly<Record<string, string | undefined>>): Language => {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || ''
  return /^ja(?:[-_.@]|$)/i.test(locale) ? 'ja' : 'en'
}
