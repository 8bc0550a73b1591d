/** How much of a limit a text takes up; sizes of texts add up. */
export type SizeOf = (text: string) => number

/** In UTF-16 code units, as most services count. */
export const codeUnits: SizeOf = ({ length }) => length
export const utf8Bytes: SizeOf = (text) => Buffer.byteLength(text)

/** The beginning of a text in at most `most` of its size, with … if something is missing. Characters stay whole. */
export const cutText = (text: string, most: number, sizeOf: SizeOf = codeUnits): string => {
  if (sizeOf(text) <= most) return text
  let size = sizeOf('…')
  let end = 0
  for (const character of text) {
    size += sizeOf(character)
    if (size > most) break
    end += character.length
  }
  return `${text.slice(0, end)}…`
}
