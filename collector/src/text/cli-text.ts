import { cliTextEn, type CliText } from './cli-text.en.ts'
import { cliTextJa } from './cli-text.ja.ts'
import type { Language } from './language.ts'

export const cliText = (language: Language): CliText => language === 'ja' ? cliTextJa : cliTextEn
