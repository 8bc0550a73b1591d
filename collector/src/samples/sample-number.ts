import type { SampleValue } from '@mimamori/contract'

const named: Readonly<Record<string, number>> = { NaN, '+Inf': Infinity, '-Inf': -Infinity }

/** A sample's value, which JSON has as text if it is no finite number. */
export const sampleNumber = (value: Exclude<SampleValue, null>): number => typeof value === 'number' ? value : named[value]!
