import type { Language } from '@mimamori/contract'
import { cliTextEn, type CliText } from './cli-text.en.ts'
import { cliTextJa } from './cli-text.ja.ts'

export const cliText = (language: Language): CliText => language === 'ja' ? cliTextJa : cliTextEn
