import type { Language } from '@mimamori/contract'
import type { DataDirectoryProblem } from '../storage/errors.ts'
import { settingTextEn, type SettingText } from './setting-text.en.ts'
import { settingTextJa } from './setting-text.ja.ts'

export type { SettingText }

export const settingText = (language: Language): SettingText => language === 'ja' ? settingTextJa : settingTextEn

/** Describes a problem of a data directory, with the next step. */
export const dataDirectoryText = (problem: DataDirectoryProblem, { dataDirectory }: SettingText): string =>
  (dataDirectory[problem.code] as (facts: DataDirectoryProblem) => string)(problem)
