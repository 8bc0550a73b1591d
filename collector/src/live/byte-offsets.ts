/** Bytes of a text (in UTF-8, `byteLength` of them) before some place in it. Asked in rising order, so that the text is gone through once. */
export const byteOffsets = (text: string, byteLength: number): ((at: number) => number) => {
  if (byteLength === text.length) return (at) => at
  let characters = 0
  let bytes = 0
  return (at) => {
    for (; characters < at; characters++) {
      const code = text.charCodeAt(characters)
      // Half of a surrogate pair is half of four bytes.
      bytes += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 2 : 3
    }
    return bytes
  }
}
