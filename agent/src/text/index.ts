import { terminalLanguage } from '@mimamori/program/language'
import { en } from './en/index.ts'
import { ja } from './ja/index.ts'
import type { Text } from './text.ts'

export type { Text } from './text.ts'

/** The catalogue for the locale that the environment names. */
export const textFor = (env: Readonly<Record<string, string | undefined>>): Text => terminalLanguage(env) === 'ja' ? ja : en
