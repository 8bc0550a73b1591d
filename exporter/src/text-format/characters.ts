/** Character classes of the text format as tables, so that a scan costs one look-up a character. */
const table = (pattern: RegExp): Uint8Array =>
  Uint8Array.from({ length: 128 }, (_, code) => (pattern.test(String.fromCharCode(code)) ? 1 : 0))

export const nameStart = table(/[a-zA-Z_:]/)
export const nameRest = table(/[a-zA-Z0-9_:]/)
export const labelStart = table(/[a-zA-Z_]/)
export const labelRest = table(/[a-zA-Z0-9_]/)

/** The end of the run of a table's characters that begins at `start`. */
export const runEnd = (text: string, start: number, rest: Uint8Array): number => {
  let at = start
  while (at < text.length && rest[text.charCodeAt(at)] === 1) at++
  return at
}

export const skipBlanks = (text: string, start: number): number => {
  let at = start
  for (let code = text.charCodeAt(at); code === 32 || code === 9; code = text.charCodeAt(at)) at++
  return at
}

/** A stretch of a line without the blanks around it. */
export const trimBlanks = (text: string, start: number, end: number): string => {
  const from = skipBlanks(text, start)
  let to = end
  while (to > from && (text.charCodeAt(to - 1) === 32 || text.charCodeAt(to - 1) === 9)) to--
  return text.slice(from, to)
}

// No two parts of it can match the same digit, so that a long invalid number is refused in linear time.
const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/
const infinity = /^[+-]?inf(?:inity)?$/i

/**
 * Go reads an exponent of more than four digits only in part; for numbers up to this length that changes nothing, and nobody
 * writes longer ones.
 */
const longestNumber = 4096

/**
 * A sample's value: exactly what Prometheus' own parser takes (parseFloat in
 * https://github.com/prometheus/prometheus/blob/main/model/textparse/promparse.go, Go's strconv.ParseFloat without
 * hexadecimals and underscores), since a value that it refuses costs it the whole page. So NaN has no sign, and a decimal beyond
 * the range of a double is no number. Undefined for anything else, and for more than 4096 characters.
 */
export const parseValue = (text: string): number | undefined => {
  if (text.length > longestNumber) return undefined
  if (decimal.test(text)) {
    const value = Number(text)
    return Number.isFinite(value) ? value : undefined
  }
  if (infinity.test(text)) return text.startsWith('-') ? -Infinity : Infinity
  return /^nan$/i.test(text) ? NaN : undefined
}
