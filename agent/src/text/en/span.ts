const units = [[86_400_000, 'd'], [3_600_000, 'h'], [60_000, 'min'], [1000, 's']] as const

/** A span of time to one unit: `3 min`. */
export const span = (ms: number): string => {
  for (const [size, name] of units) if (ms >= size) return `${Math.floor(ms / size)} ${name}`
  return '0 s'
}
