import type { Language } from '@mimamori/program/language'
import { en } from './en.ts'
import { ja } from './ja.ts'
import type { Text } from './text.ts'

export const texts: Readonly<Record<Language, Text>> = { en, ja }
