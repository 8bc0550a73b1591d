import type { Language } from '@mimamori/contract'
import { settings } from './settings.ts'

/** Whether the words after a program's name ask for what it takes. */
export const asksForHelp = (words: readonly string[]): boolean => words.length === 1 && ['--help', '-h', 'help'].includes(words[0]!)

const heading: Readonly<Record<Language, string>> = {
  en: 'Settings are environment variables. All settings with their defaults (nothing after = means not set):',
  ja: '設定は環境変数で指定します。すべての設定と標準の値は次のとおりです（= のあとに何もないものは未設定）：'
}

/** Every setting with its default, as it would be written, and its purpose. */
export const settingsHelp = (language: Language): string => [
  heading[language],
  ...Object.values(settings).map(({ name, fallback, purpose }) => `  ${name}=${fallback}\n      ${purpose[language]}`)
].join('\n')
