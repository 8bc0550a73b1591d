import type { Language } from '@mimamori/program/language'
import { commandTextEn, type CommandText } from './command-text.en.ts'
import { commandTextJa } from './command-text.ja.ts'
import { devicesTextEn, type DevicesText } from './devices-text.en.ts'
import { devicesTextJa } from './devices-text.ja.ts'
import { enrollTextEn, type EnrollText } from './enroll-text.en.ts'
import { enrollTextJa } from './enroll-text.ja.ts'
import { retireTextEn, type RetireText } from './retire-text.en.ts'
import { retireTextJa } from './retire-text.ja.ts'
import { rotateTextEn, type RotateText } from './rotate-text.en.ts'
import { rotateTextJa } from './rotate-text.ja.ts'
import { runTextEn, type RunText } from './run-text.en.ts'
import { runTextJa } from './run-text.ja.ts'

export const commandText = (language: Language): CommandText => language === 'ja' ? commandTextJa : commandTextEn
export const runText = (language: Language): RunText => language === 'ja' ? runTextJa : runTextEn
export const devicesText = (language: Language): DevicesText => language === 'ja' ? devicesTextJa : devicesTextEn
export const rotateText = (language: Language): RotateText => language === 'ja' ? rotateTextJa : rotateTextEn
export const retireText = (language: Language): RetireText => language === 'ja' ? retireTextJa : retireTextEn
export const enrollText = (language: Language): EnrollText => language === 'ja' ? enrollTextJa : enrollTextEn

/** The same words for a check, in which nothing is updated. */
export const checkText = (text: RunText): RunText => ({
  ...text,
  places: { ...text.places, updated: text.inCheck.updated },
  result: { ...text.result, outcomes: { ...text.result.outcomes, ...text.inCheck.outcomes } }
})
