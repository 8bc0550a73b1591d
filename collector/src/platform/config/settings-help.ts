import type { SettingText } from './setting-text.ts'
import { settings, type Config } from './settings.ts'

/** Whether the words after a program's name ask for what it takes. */
export const asksForHelp = (words: readonly string[]): boolean => words.length === 1 && ['--help', '-h', 'help'].includes(words[0]!)

/** Every setting with its default, as it would be written, and what it is for. */
export const settingsHelp = ({ helpHeading, help }: SettingText): string => {
  const entries = Object.entries(settings) as [keyof Config, typeof settings[keyof Config]][]
  return [helpHeading, ...entries.map(([key, { name, fallback }]) => `  ${name}=${fallback}\n      ${help[key]}`)].join('\n')
}
