import type { Language } from '@mimamori/program/language'
import { devicesTextEn, type DevicesText } from './devices-text.en.ts'
import { devicesTextJa } from './devices-text.ja.ts'
import { enrollTextEn, type EnrollText } from './enroll/enroll-text.en.ts'
import { enrollTextJa } from './enroll/enroll-text.ja.ts'
import { retireTextEn, type RetireText } from './retire/retire-text.en.ts'
import { retireTextJa } from './retire/retire-text.ja.ts'
import { rotateTextEn, type RotateText } from './rotate/rotate-text.en.ts'
import { rotateTextJa } from './rotate/rotate-text.ja.ts'

export const devicesText = (language: Language): DevicesText => language === 'ja' ? devicesTextJa : devicesTextEn
export const enrollText = (language: Language): EnrollText => language === 'ja' ? enrollTextJa : enrollTextEn
export const rotateText = (language: Language): RotateText => language === 'ja' ? rotateTextJa : rotateTextEn
export const retireText = (language: Language): RetireText => language === 'ja' ? retireTextJa : retireTextEn
