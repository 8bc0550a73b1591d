import { MappingType, type ValueMap } from '@grafana/grafana-foundation-sdk/dashboard'
import type { CommonText } from '../text/common-text.ts'

export interface Word {
  readonly text: string
  readonly color?: string
}

/** Words and colours for values; a legend has them in this order. */
export const words = (byValue: Readonly<Record<string, Word>>): ValueMap => ({
  type: MappingType.ValueToText,
  options: Object.fromEntries(Object.entries(byValue).map(([value, word], index) => [value, { ...word, index }]))
})

/** For metrics that are 1 if something is wrong. */
export const wrongWhereOne = ({ yesNo }: CommonText): ValueMap =>
  words({ 0: { text: yesNo.no, color: 'green' }, 1: { text: yesNo.yes, color: 'red' } })

/** For metrics that are 1 if all is well. */
export const rightWhereOne = ({ yesNo }: CommonText): ValueMap =>
  words({ 0: { text: yesNo.no, color: 'red' }, 1: { text: yesNo.yes, color: 'green' } })
