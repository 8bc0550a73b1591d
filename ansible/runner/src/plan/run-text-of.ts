import { installs, type RunAction } from '@mimamori/contract'
import type { RunText } from '../text/run-text.en.ts'
import { actionOf } from './action.ts'

/** The same words for a check, in which nothing is changed. */
const checkText = (text: RunText, action: RunAction): RunText => ({
  ...text,
  states: {
    ...text.states,
    ...installs(action) ? { updated: text.inCheck.updated } : {
      updated: text.actions[action].inCheck, unchanged: text.actions[action].inCheck
    }
  },
  result: { ...text.result, outcomes: { ...text.result.outcomes, ...text.inCheck.outcomes } }
})

/** The same words for a run that installs nothing. */
const actionText = (text: RunText, { done, notAll }: RunText['actions']['reboot']): RunText => ({
  ...text,
  states: { ...text.states, updated: done, unchanged: done },
  result: { ...text.result, outcomes: { ...text.result.outcomes, failed: notAll }, repeat: text.retry }
})

/** The texts for a run, by its action. */
export const textOf = (run: { readonly action?: RunAction, readonly check: boolean }, text: RunText): RunText => {
  const action = actionOf(run)
  if (run.check) return checkText(text, action)
  return installs(action) ? text : actionText(text, text.actions[action])
}
