import type { Language } from '@mimamori/program/language'
import { commandTextEn, type CommandText } from './command-text.en.ts'
import { commandTextJa } from './command-text.ja.ts'
import { runTextEn, type RunText } from './run-text.en.ts'
import { runTextJa } from './run-text.ja.ts'

export const commandText = (language: Language): CommandText => language === 'ja' ? commandTextJa : commandTextEn
export const runText = (language: Language): RunText => language === 'ja' ? runTextJa : runTextEn
