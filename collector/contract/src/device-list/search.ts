/** Full-width letters and half-width katakana are the same letters (NFKC, https://unicode.org/reports/tr15/), and case does not count. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase()

/** The words typed into a search. */
export const searchWords = (typed: string): readonly string[] => plain(typed).split(/\s+/).filter(Boolean)

/** Whether every word is found somewhere. */
export const mentionsAll = (known: readonly (string | null | undefined)[], sought: readonly string[]): boolean => {
  const text = plain(known.join('\n'))
  return sought.every((word) => text.includes(word))
}
