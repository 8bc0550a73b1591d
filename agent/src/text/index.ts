import { terminalLanguage, type Language } from '@mimamori/program/language'
import { en } from './en/index.ts'
import { ja } from './ja/index.ts'
import type { Text } from './text.ts'

export type { Text } from './text.ts'

export const textIn = (language: Language): Text => language === 'ja' ? ja : en

/** The catalogue for the locale that the environment names. */
export const textFor = (env: Readonly<Record<string, string | undefined>>): Text => textIn(terminalLanguage(env))
