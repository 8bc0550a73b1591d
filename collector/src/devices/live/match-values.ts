import { sameBytes, type Bytes } from './bytes.ts'
import type { StoredExposition } from './stored-exposition.ts'

const isDigit = (code: number | undefined): boolean => code !== undefined && code >= 48 && code <= 57
const isSign = (code: number | undefined): boolean => code === 43 || code === 45

const isWord = (bytes: Buffer, at: number, first: number, second: number, third: number): boolean =>
  bytes[at] === first && bytes[at + 1] === second && bytes[at + 2] === third

/** Inf with or without a sign, NaN without, in the usual spellings. */
const wordEnd = (bytes: Buffer, at: number, isSigned: boolean): number => {
  if (isWord(bytes, at, 73, 110, 102) || isWord(bytes, at, 105, 110, 102)) return at + 3
  return !isSigned && (isWord(bytes, at, 78, 97, 78) || isWord(bytes, at, 110, 97, 110)) ? at + 3 : -1
}

/** A number with this many digits, including those that its exponent adds, is within a double's range. */
const certainDigits = 308

/**
 * The end of the number that begins at `start`, as the parser takes it (parseValue in exporter/src/text-format/characters.ts); −1
 * if there is none, and if it is not certain: rare spellings, and numbers that could be beyond the range of a double.
 */
export const valueEnd = (bytes: Buffer, start: number): number => {
  let at = isSign(bytes[start]) ? start + 1 : start
  const whole = at
  while (isDigit(bytes[at])) at++
  if (at > whole) {
    if (bytes[at] === 46) while (isDigit(bytes[++at]));
  } else {
    if (bytes[at] !== 46) return wordEnd(bytes, at, whole > start)
    if (!isDigit(bytes[++at])) return -1
    while (isDigit(bytes[at])) at++
  }
  const digits = at - start
  if (bytes[at] !== 101 && bytes[at] !== 69) return digits > certainDigits ? -1 : at
  if (isSign(bytes[++at])) at++
  if (!isDigit(bytes[at])) return -1
  let exponent = 0
  for (; isDigit(bytes[at]) && exponent <= certainDigits; at++) exponent = exponent * 10 + bytes[at]! - 48
  return digits + exponent > certainDigits ? -1 : at
}

/**
 * Whether a body differs from a known exposition in its values alone; `valueEnds` is then filled with their ends. The parser's
 * verdict on that one applies to such a body too: it checks only whether a value is a number, and no number has a
 * character that ends it. Gives false if it is not certain.
 */
export const matchValues = (body: Bytes, length: number, known: StoredExposition, valueEnds: Uint32Array): boolean => {
  const { template: { valueOffsets }, bytes, valueEnds: knownEnds } = known
  let at = 0
  let knownAt = 0
  for (let line = 0; line < valueOffsets.length; line++) {
    const offset = valueOffsets[line]!
    if (at + offset > length || !sameBytes(body, at, bytes, knownAt, offset)) return false
    at = valueEnd(body.buffer, at + offset)
    if (at === -1) return false
    valueEnds[line] = at
    knownAt = knownEnds[line]!
  }
  const tail = known.length - knownAt
  return length - at === tail && sameBytes(body, at, bytes, knownAt, tail)
}
