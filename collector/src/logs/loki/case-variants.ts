import { fold } from '@mimamori/contract/fold'

/** By folded character: the characters that fold to it and that Loki would miss. It expects one upper case, of as many bytes, and back. */
let others: ReadonlyMap<string, readonly string[]> | undefined

const findOthers = (): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>()
  for (let code = 0x80; code < 0x1_ff_ff; code++) {
    const character = String.fromCodePoint(code)
    const [folded, upper] = [fold(character), character.toUpperCase()]
    if (folded !== character) {
      if (folded.toUpperCase() !== character || Buffer.byteLength(folded) !== Buffer.byteLength(character)) {
        found.set(folded, [...(found.get(folded) ?? []), character])
      }
    } else if (upper !== character && fold(upper) !== character && !found.has(character)) found.set(character, [])
  }
  // At the end of a word Σ becomes ς.
  for (const sigma of ['σ', 'ς']) found.set(sigma, ['Σ', 'σ', 'ς'])
  // Which no other folds to, and which would have Loki look for another.
  for (const alone of ['\u0130', '\u212a']) found.set(alone, [])
  return found
}

/**
 * A folded character, not of ASCII, as a class of all that fold to it, if Loki's `(?i)` does not find them all: σ and ς, ω and the
 * sign of ohm, ß and ẞ. Undefined for every other. NUL, which no line has, keeps Go from simplifying a class to the literal
 * (https://github.com/golang/go/blob/master/src/regexp/syntax/parse.go, `cleanAlt`).
 */
export const caseClass = (character: string): string | undefined => {
  if (character < '\u0080' || character.toLowerCase() === character.toUpperCase()) return undefined
  others ??= findOthers()
  const found = others.get(character)
  return found === undefined
    ? undefined
    : String.raw`[\x00${[...new Set([character, character.toUpperCase(), ...found])].filter((one) => [...one].length === 1).join('')}]`
}
