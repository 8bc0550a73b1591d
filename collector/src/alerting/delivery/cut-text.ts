/** The beginning of a text in at most so many bytes of UTF-8, with … where something is missing. */
export const cutToBytes = (text: string, mostBytes: number): string => {
  const bytes = Buffer.from(text)
  if (bytes.length <= mostBytes) return text
  // What was cut within a character ends in U+FFFD.
  return `${bytes.subarray(0, mostBytes - 3).toString().replace(/\uFFFD+$/, '')}…`
}
