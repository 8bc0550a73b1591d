import { cliTextEn, type CliText } from './cli-text.en.ts'
import { cliTextJa } from './cli-text.ja.ts'
import type { Language } from './language.ts'

export const cliText = (language: Language): CliText => language === 'ja' ? cliTextJa : cliTextEn

/** The language of a terminal (POSIX: LC_ALL before LC_MESSAGES before LANG), unless `--lang` says another. */
export const terminalLanguage = (wanted: string | undefined, env: Readonly<Record<string, string | undefined>>): Language => {
  const locale = wanted ?? (env.LC_ALL || env.LC_MESSAGES || env.LANG || '')
  return locale.toLowerCase().startsWith('ja') ? 'ja' : 'en'
}
