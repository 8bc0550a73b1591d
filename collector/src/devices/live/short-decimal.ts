/** So many digits are a whole number below 2^53. */
const mostDigits = 15
const [zero, nine, point] = [48, 57, 46]

/**
 * The number between two places, if it is written with at most 15 digits and a point among them, as nearly all values are: a fifth of the
 * time that a string of it would take. Whole number and power of ten are exact, so their quotient is rounded as the standard says.
 */
export const readShortDecimal = (bytes: Uint8Array, start: number, end: number): number | undefined => {
  if (start === end || end - start > mostDigits) return undefined
  let whole = 0
  let divisor = 0
  for (let at = start; at < end; at++) {
    const code = bytes[at]!
    if (code === point && divisor === 0) divisor = 1
    else if (code < zero || code > nine) return undefined
    else {
      whole = whole * 10 + code - zero
      divisor *= 10
    }
  }
  return divisor > 1 ? whole / divisor : divisor === 0 ? whole : undefined
}
