/** A word as a shell needs it. */
export const shellWord = (word: string): string => /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll('\'', String.raw`'\''`)}'`

/** The value of an option; '' removes it. Numbers are seconds. */
export const optionWord = (value: string | number | null | undefined): string =>
  shellWord(typeof value === 'number' ? `${value}s` : value ?? '')
