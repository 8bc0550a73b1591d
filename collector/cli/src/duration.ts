const units = { y: 31_536_000, w: 604_800, d: 86_400, h: 3600, m: 60, s: 1 } as const
const pattern = new RegExp(`^(?=\\d)${Object.keys(units).map((unit) => `(?:(?<${unit}>\\d{1,9})${unit})?`).join('')}$`)

/** A thousand years: a time that long ago can still be written. */
const mostSeconds = 1000 * units.y

/**
 * Reads `10m`, `1h30m` or `2d`, in seconds; undefined for anything else. As Prometheus does, without milliseconds:
 * https://prometheus.io/docs/prometheus/latest/querying/basics/
 */
export const readDuration = (given: string): number | undefined => {
  const groups = pattern.exec(given)?.groups
  const sum = groups && Object.entries(units).reduce((sum, [unit, seconds]) => sum + Number(groups[unit] ?? 0) * seconds, 0)
  return sum !== undefined && sum <= mostSeconds ? sum : undefined
}
