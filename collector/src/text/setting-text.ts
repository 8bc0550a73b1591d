import type { Language } from './language.ts'
import { settingTextEn, type SettingText } from './setting-text.en.ts'
import { settingTextJa } from './setting-text.ja.ts'

export type { SettingText }

export const settingText = (language: Language): SettingText => language === 'ja' ? settingTextJa : settingTextEn
