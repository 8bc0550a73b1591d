import { MappingType, type ValueMap } from '@grafana/grafana-foundation-sdk/dashboard'
import type { CommonText } from '../text/dashboards/common-text.en.ts'

export interface Word {
  readonly text: string
  readonly color?: string
}

/** Words, and their colours, in the place of values; in this order in a legend. */
export const words = (byValue: Readonly<Record<string, Word>>): ValueMap => ({
  type: MappingType.ValueToText,
  options: Object.fromEntries(Object.entries(byValue).map(([value, word], index) => [value, { ...word, index }]))
})

/** For what is 1 where somebody must look. */
export const wrongWhereOne = ({ yesNo }: CommonText): ValueMap => words({ 0: { text: yesNo.no, color: 'green' }, 1: { text: yesNo.yes, color: 'red' } })

/** For what is 1 where all is well. */
export const rightWhereOne = ({ yesNo }: CommonText): ValueMap => words({ 0: { text: yesNo.no, color: 'red' }, 1: { text: yesNo.yes, color: 'green' } })
