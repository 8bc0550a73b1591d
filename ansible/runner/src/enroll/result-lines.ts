import { textTable } from '@mimamori/program/text-table'
import { printable } from '../display/printable.ts'
import type { EnrollText } from '../text/enroll-text.en.ts'
import type { DeviceResult } from './enroll-device.ts'
import { stepNames, type EnrollOutcome } from './steps.ts'

/** What was found, done and is still missing, step by step. */
const deviceLines = ({ id, address, outcome, steps }: DeviceResult, text: EnrollText): string[] => {
  const rows = steps.map(({ step, mark, detail }) => [`  ${text.steps[step]}`, text.marks[mark], printable(detail)])
  const last = steps.at(-1)
  const untried = outcome === 'missing' && last?.mark === 'missing' ? stepNames.slice(stepNames.indexOf(last.step) + 1).filter((step) => step !== 'oldKeys') : []
  return [`${id} (${address}): ${text.outcomes[outcome]}`, ...textTable(rows), ...untried.length === 0 ? [] : [`  ${text.untried(untried.map((step) => text.steps[step]))}`]]
}

/** Of one device every step; of several those of the devices that are not done, and a line for each. */
export const resultLines = (results: readonly DeviceResult[], text: EnrollText): string[] => {
  if (results.length === 1) return deviceLines(results[0]!, text)
  const table = textTable(results.map(({ id, address, outcome, steps }) => [id, address, text.outcomes[outcome], printable(steps.find(({ mark }) => mark === 'missing')?.detail ?? '')]))
  const count = (outcome: EnrollOutcome): number => results.filter((result) => result.outcome === outcome).length
  const counted = (['enrolled', 'unchanged', 'planned', 'missing'] as const).filter((outcome) => count(outcome) > 0)
  return [...table, '', counted.map((outcome) => text.count(text.outcomes[outcome], count(outcome))).join(' · ')]
}
