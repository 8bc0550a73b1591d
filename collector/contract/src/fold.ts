/**
 * The Turkish İ, whose lower case is two characters, and the sign of kelvin, which some programs take for a k and others, as Loki, do not.
 */
const unfolded = /[\u0130\u212a]/
const folded = /[^\u0130\u212a]+/g

/**
 * Makes upper and lower case alike, full-width letters too: text is searched, and matches are marked, in the folded form of both. It has
 * the length of the text, and is the same in every store of lines.
 */
export const fold = (text: string): string =>
  unfolded.test(text) ? text.replaceAll(folded, (piece) => piece.toLowerCase()) : text.toLowerCase()
