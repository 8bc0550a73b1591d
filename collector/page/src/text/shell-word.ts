/** A word as a shell needs it. */
export const shellWord = (word: string): string => /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll('\'', String.raw`'\''`)}'`

/** An option's value; '' takes it away. Numbers are seconds. */
export const optionWord = (value: string | number | null | undefined): string =>
  shellWord(typeof value === 'number' ? `${value}s` : value ?? '')
