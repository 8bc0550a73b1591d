/** One value a step, undefined before there is one; after the last the series is gone. */
export type Values = readonly (number | undefined)[]

/** The same value so many times. */
export const stay = <Value extends number | undefined>(times: number, value: Value): Value[] => Array<Value>(times).fill(value)

/** So many values that each are greater by `step`, from `start` on. */
export const climb = (times: number, start: number, step: number): number[] => Array.from({ length: times }, (_, i) => start + i * step)

/** Stale after the last value, and after each scrape that `misses`. */
export const notation = (values: Values, misses: (step: number) => boolean = () => false): string =>
  `${values.map((value, step) => misses(step) ? 'stale' : value ?? '_').join(' ')} stale`
