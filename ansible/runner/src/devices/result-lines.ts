import { textTable } from '@mimamori/program/text-table'
import { printable } from '../platform/terminal/printable.ts'
import type { DevicesText } from './devices-text.en.ts'
import { failedStep, type DeviceResult, type Outcome } from './steps.ts'

export interface ResultLinesOptions<StepName extends string, Done extends string> {
  readonly text: Pick<DevicesText, 'marks' | 'untried' | 'count' | 'heading'> & {
    /** In the order in which they are done. */
    readonly steps: Readonly<Record<StepName, string>>
    readonly outcomes: Readonly<Record<Outcome<Done>, string>>
  }
  /** Steps of which not every device has one. */
  readonly optional?: readonly StepName[]
}

/** The steps of a device: found, done, or still missing. */
const deviceLines = <StepName extends string, Done extends string>(
  { id, address, outcome, steps }: DeviceResult<StepName, Done>, { text, optional = [] }: ResultLinesOptions<StepName, Done>
): string[] => {
  const rows = steps.map(({ step, mark, detail }) => [`  ${text.steps[step]}`, text.marks[mark], printable(detail)])
  const names = Object.keys(text.steps) as StepName[]
  const last = steps.at(-1)
  const untried = last === undefined || last !== failedStep(steps)
    ? []
    : names.slice(names.indexOf(last.step) + 1).filter((step) => !optional.includes(step))
  return [
    text.heading({ id, address, outcome: text.outcomes[outcome] }), ...textTable(rows),
    ...untried.length === 0 ? [] : [`  ${text.untried(untried.map((step) => text.steps[step]))}`]
  ]
}

/** Shows every step of a single device; of several a line for each, with the step that failed. */
export const resultLines = <StepName extends string, Done extends string>(
  results: readonly DeviceResult<StepName, Done>[], options: ResultLinesOptions<StepName, Done>
): string[] => {
  const { text } = options
  if (results.length === 1) return deviceLines(results[0]!, options)
  const table = textTable(results.map(({ id, address, outcome, steps }) => [
    id, address, text.outcomes[outcome], printable(failedStep(steps)?.detail ?? '')
  ]))
  const counted = (Object.keys(text.outcomes) as Outcome<Done>[]).map((outcome) => [
    outcome, results.filter((result) => result.outcome === outcome).length
  ] as const)
  return [
    ...table, '', counted.filter(([, count]) => count > 0).map(([outcome, count]) => text.count(text.outcomes[outcome], count)).join(' · ')
  ]
}
