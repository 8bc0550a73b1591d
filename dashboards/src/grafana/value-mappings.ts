import { MappingType, type ValueMap } from '@grafana/grafana-foundation-sdk/dashboard'

export interface Word {
  readonly text: string
  readonly color?: string
}

/** Words, and their colours, in the place of values; in this order in a legend. */
export const words = (byValue: Readonly<Record<string, Word>>): ValueMap => ({
  type: MappingType.ValueToText,
  options: Object.fromEntries(Object.entries(byValue).map(([value, word], index) => [value, { ...word, index }]))
})
