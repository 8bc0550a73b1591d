import type { Language } from '@mimamori/contract'
import { cliTextEn, type CliText } from './cli-text.en.ts'
import { cliTextJa } from './cli-text.ja.ts'

/** `mimamori`: how the command line was called. */
export const cliText = (language: Language, mimamori: string): CliText => (language === 'ja' ? cliTextJa : cliTextEn)(mimamori)
