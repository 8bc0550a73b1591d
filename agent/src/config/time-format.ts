/** Directives of strptime(3) that LOG_TIME_FORMAT may have, %f and %s as Python has them, and what each of them matches. */
const directives: Readonly<Record<string, string>> = {
  Y: String.raw`(?<Y>\d{4})`, y: String.raw`(?<y>\d\d)`, m: String.raw`(?<m>\d\d?)`,
  b: '(?<b>[A-Z][a-z]{2})', d: String.raw`(?<d>\d\d?)`, e: String.raw` ?(?<d>\d\d?)`,
  H: String.raw`(?<H>\d\d?)`, M: String.raw`(?<M>\d\d?)`, S: String.raw`(?<S>\d\d?)`,
  f: String.raw`(?<f>\d{1,9})`, z: String.raw`(?<z>Z|[+-]\d\d:?\d\d)`, s: String.raw`(?<s>\d{9,11}(?:\.\d{1,9})?)`, '%': '%'
}
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const dayMs = 86_400_000

/**
 * The time at the beginning of a line in Unix milliseconds; in the device's time zone unless it has one, and of the last twelve months if
 * it has no year.
 */
export type ReadTime = (line: string, nowMs: number) => number | undefined

const offsetMs = (zone: string): number =>
  zone === 'Z' ? 0 : (zone.startsWith('-') ? -60_000 : 60_000) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)))

const timeOf = (fields: Readonly<Record<string, string | undefined>>, nowMs: number): number => {
  const { Y, y, m, b, d, H, M, S = 0, f = '', z, s } = fields
  if (s !== undefined) return Number(s) * 1000
  const month = b === undefined ? Number(m) - 1 : months.indexOf(b)
  const at = (year: number): number => {
    const parts = [year, month, Number(d), Number(H), Number(M), Number(S), Number(`${f}000`.slice(0, 3))] as const
    return month < 0 ? NaN : z === undefined ? new Date(...parts).getTime() : Date.UTC(...parts) - offsetMs(z)
  }
  const thisYear = new Date(nowMs).getFullYear()
  if (Y !== undefined || y !== undefined) return at(Number(Y ?? `20${y}`))
  return at(thisYear) > nowMs + dayMs ? at(thisYear - 1) : at(thisYear)
}

/** Reads `%Y-%m-%d\s%H:%M:%S`; undefined for a format with other directives, or from which no time follows. */
export const parseTimeFormat = (format: string): ReadTime | undefined => {
  let isKnown = true
  const whole = format.replace(/%F/g, '%Y-%m-%d').replace(/%T/g, '%H:%M:%S')
  const source = whole.replace(/%(.?)|\\s|[$()*+.?[\\\]^{|}]/gs, (text, letter: string | undefined) => {
    if (letter === undefined) return text === '\\s' ? String.raw`\s+` : `\\${text}`
    isKnown &&= letter in directives
    return directives[letter] ?? ''
  })
  const has = (names: string): boolean => [...names].some((name) => source.includes(`(?<${name}>`))
  if (!isKnown || !(has('s') || ['mb', 'd', 'H', 'M'].every(has))) return undefined
  try {
    const pattern = new RegExp(`^${source}`)
    return (line, nowMs) => {
      const fields = pattern.exec(line)?.groups
      const ms = fields && timeOf(fields, nowMs)
      return Number.isNaN(ms) ? undefined : ms
    }
  } catch {
    // One directive stands there twice.
    return undefined
  }
}
