/** What there is any of, one after the other. */
export const listCounts = (
  counts: readonly (readonly [count: number, text: string])[], format: (count: number, text: string) => string
): string =>
  counts.filter(([count]) => count > 0).map(([count, text]) => format(count, text)).join('')
