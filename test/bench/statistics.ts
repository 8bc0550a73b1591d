const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b)

/** The smallest value that at least this share (0 to 1) of all values do not exceed (nearest rank). @throws for no values */
export const quantile = (values: readonly number[], share: number): number => {
  const value = sorted(values)[Math.max(0, Math.ceil(share * values.length) - 1)]
  if (value === undefined) throw new Error('expected at least one value')
  return value
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)
