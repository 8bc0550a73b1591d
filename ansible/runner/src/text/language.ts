export const languages = ['en', 'ja'] as const
export type Language = typeof languages[number]

/** The language of a terminal (POSIX: LC_ALL before LC_MESSAGES before LANG), unless `--lang` says another. */
export const terminalLanguage = (wanted: string | undefined, env: Readonly<Record<string, string | undefined>>): Language => {
  const locale = wanted ?? (env.LC_ALL || env.LC_MESSAGES || env.LANG || '')
  return /^ja(?:[-_.@]|$)/i.test(locale) ? 'ja' : 'en'
}
