/** Lists the counts that are not 0. */
export const listCounts = (
  counts: readonly (readonly [count: number, text: string])[], format: (count: number, text: string) => string
): string =>
  counts.filter(([count]) => count > 0).map(([count, text]) => format(count, text)).join('')
