import { sameBytes, type Bytes } from './bytes.ts'
import type { StoredPage } from './stored-page.ts'

const isDigit = (code: number | undefined): boolean => code !== undefined && code >= 48 && code <= 57
const isSign = (code: number | undefined): boolean => code === 43 || code === 45

const isWord = (bytes: Buffer, at: number, first: number, second: number, third: number): boolean =>
  bytes[at] === first && bytes[at + 1] === second && bytes[at + 2] === third

/** NaN, nan, Inf, inf. */
const wordEnd = (bytes: Buffer, at: number): number =>
  isWord(bytes, at, 78, 97, 78) || isWord(bytes, at, 110, 97, 110) || isWord(bytes, at, 73, 110, 102) || isWord(bytes, at, 105, 110, 102) ? at + 3 : -1

/** Where the number ends that begins at `start`, in the parser's own grammar (exporter/src/text-format/characters.ts); −1 where there is none. */
export const valueEnd = (bytes: Buffer, start: number): number => {
  let at = isSign(bytes[start]) ? start + 1 : start
  const whole = at
  while (isDigit(bytes[at])) at++
  if (at > whole) {
    if (bytes[at] === 46) while (isDigit(bytes[++at]));
  } else {
    if (bytes[at] !== 46) return wordEnd(bytes, at)
    if (!isDigit(bytes[++at])) return -1
    while (isDigit(bytes[at])) at++
  }
  if (bytes[at] !== 101 && bytes[at] !== 69) return at
  if (isSign(bytes[++at])) at++
  if (!isDigit(bytes[at])) return -1
  while (isDigit(bytes[at])) at++
  return at
}

/**
 * Whether a body differs from a page in its values alone; `ends` is then filled with where they end. What the parser
 * said of the page holds for such a body too: it looks at no value beyond whether it is a number, and no number has a
 * character that ends it. Says no where it is not certain.
 */
export const matchValues = (body: Bytes, length: number, page: StoredPage, ends: Uint32Array): boolean => {
  const { layout: { leads }, bytes, ends: pageEnds } = page
  let at = 0
  let pageAt = 0
  for (let line = 0; line < leads.length; line++) {
    const lead = leads[line]!
    if (at + lead > length || !sameBytes(body, at, bytes, pageAt, lead)) return false
    at = valueEnd(body.buffer, at + lead)
    if (at === -1) return false
    ends[line] = at
    pageAt = pageEnds[line]!
  }
  const tail = page.length - pageAt
  return length - at === tail && sameBytes(body, at, bytes, pageAt, tail)
}
