import { ApiError } from '../../errors/error-codes.ts'

/** Bounds of a body of JSON. A thousand log lines with a context each have some twenty thousand values. */
export interface JsonBounds {
  readonly depth: number
  /** Approximate: an array or object within another may count twice. */
  readonly values: number
}

const quote = 0x22
const backslash = 0x5c

/** The end of the string that begins at `start`, after its quote; the body's end if nothing ends it. */
const stringEnd = (body: Buffer, start: number): number => {
  for (let at = body.indexOf(quote, start + 1); at !== -1; at = body.indexOf(quote, at + 1)) {
    let slashes = 0
    while (body[at - 1 - slashes] === backslash) slashes++
    if (slashes % 2 === 0) return at + 1
  }
  return body.length
}

/**
 * Refuses JSON that would take long to read for its size, before it is read: a parser cannot be interrupted, and with two
 * million brackets it blocks everybody else for a tenth of a second. Invalid JSON is left to the parser. Gives the number of values.
 * @throws {ApiError} BODY_TOO_LARGE, VALIDATION_FAILED
 */
export const checkJsonStructure = (body: Buffer, bounds: JsonBounds): number => {
  let depth = 0
  let values = 1
  for (let at = 0; at < body.length;) {
    switch (body[at]) {
      case quote:
        at = stringEnd(body, at)
        continue
      case 0x5b: case 0x7b:
        depth++
        values++
        if (depth > bounds.depth) {
          throw new ApiError('VALIDATION_FAILED', `the body is nested more than ${bounds.depth} deep`, {
            issues: [{ path: '', message: `expected at most ${bounds.depth} arrays and objects within each other` }]
          })
        }
        break
      case 0x5d: case 0x7d:
        depth--
        break
      case 0x2c:
        values++
        break
    }
    if (values > bounds.values) throw new ApiError('BODY_TOO_LARGE', `the body has more than ${bounds.values} values; send it in several`)
    at++
  }
  return values
}
