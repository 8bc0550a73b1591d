import { en } from './en/index.ts'
import { ja } from './ja/index.ts'
import type { Text } from './text.ts'

export type { Text } from './text.ts'

/** The catalogue for a locale as the environment names it (locale(7): LC_ALL, then LC_MESSAGES, then LANG). */
export const textFor = (env: Readonly<Record<string, string | undefined>>): Text => {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || ''
  return /^ja(?:[_.@]|$)/i.test(locale) ? ja : en
}
