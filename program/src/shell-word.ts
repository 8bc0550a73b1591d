/** A word in quotes, so that a POSIX shell reads it back as it is. */
export const quoteWord = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`

/** A word as a POSIX shell needs it: in quotes only if it would otherwise be read as something else. */
export const shellWord = (word: string): string => /^[\w./:@%+,=-]+$/.test(word) ? word : quoteWord(word)
