import { en } from './en.ts'
import { ja } from './ja.ts'
import type { Text } from './text.ts'

export const languages = ['en', 'ja'] as const
export type Language = typeof languages[number]

export const texts: Readonly<Record<Language, Text>> = { en, ja }
