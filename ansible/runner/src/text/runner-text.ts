import { installs, type RunAction } from '@mimamori/contract'
import type { Language } from '@mimamori/program/language'
import { actionOf } from '../plan/action.ts'
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

/** The same words for a check, in which nothing is changed. */
const checkText = (text: RunText, action: RunAction): RunText => ({
  ...text,
  places: { ...text.places, ...installs(action) ? { updated: text.inCheck.updated } : { updated: text.actions[action].inCheck, unchanged: text.actions[action].inCheck } },
  result: { ...text.result, outcomes: { ...text.result.outcomes, ...text.inCheck.outcomes } }
})

/** The same words for a run that installs nothing. */
const actionText = (text: RunText, { done, notAll }: RunText['actions']['reboot']): RunText => ({
  ...text,
  places: { ...text.places, updated: done, unchanged: done },
  result: { ...text.result, outcomes: { ...text.result.outcomes, failed: notAll }, repeat: text.retry }
})

/** The words for a run by what it does. */
export const textOf = (run: { readonly action?: RunAction, readonly check: boolean }, text: RunText): RunText => {
  const action = actionOf(run)
  if (run.check) return checkText(text, action)
  return installs(action) ? text : actionText(text, text.actions[action])
}
