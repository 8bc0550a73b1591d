/** Character classes of the text format as tables, so that a scan costs one look-up a character. */
const table = (pattern: RegExp): Uint8Array => Uint8Array.from({ length: 128 }, (_, code) => pattern.test(String.fromCharCode(code)) ? 1 : 0)

export const nameStart = table(/[a-zA-Z_:]/)
export const nameRest = table(/[a-zA-Z0-9_:]/)
export const labelStart = table(/[a-zA-Z_]/)
export const labelRest = table(/[a-zA-Z0-9_]/)

/** Where the run of characters of a table ends that begins at `start`. */
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

// No two parts of it can match the same digit, so that a long wrong number is refused in linear time.
const float = /^[+-]?(?:\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|[iI]nf|NaN|nan)$/

/** A sample's value: a decimal number, NaN or ±Inf; undefined for anything else. */
export const parseValue = (text: string): number | undefined => {
  if (!float.test(text)) return undefined
  if (/nan$/i.test(text)) return NaN
  if (/inf$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity
  return Number(text)
}
