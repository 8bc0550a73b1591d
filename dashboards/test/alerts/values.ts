/** One value a step, as promtool wants it; after the last the series is gone. */
export type Values = readonly number[]

/** The same value so many times. */
export const stay = (times: number, value: number): Values => Array<number>(times).fill(value)

/** So many values that each are greater by `step`, from `start` on. */
export const climb = (times: number, start: number, step: number): Values => Array.from({ length: times }, (_, i) => start + i * step)

export const notation = (values: Values): string => `${values.join(' ')} stale`
