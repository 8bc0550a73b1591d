import { fold } from '@mimamori/contract/fold'

export interface Piece {
  readonly text: string
  readonly isFound: boolean
}

/** Where in the message each UTF-16 unit of its folded form comes from: folding can make one character two. */
const placesOf = (message: string): readonly number[] => {
  const places: number[] = []
  let at = 0
  for (const character of message) {
    for (let unit = fold(character).length; unit > 0; unit -= 1) places.push(at)
    at += character.length
  }
  return [...places, message.length]
}

/** How many lines, and characters, of a message a row shows. */
const shownLines = 3
const shownCharacters = 250

/** A message from where a row has to begin to show what was found: the line of the first find, or the words before it, where that lies further down. */
export const rowText = (message: string, sought: string): string => {
  const [before] = foundPieces(message, sought)
  if (before === undefined || before.isFound || before.text.length === message.length) return message
  const lines = before.text.split('\n')
  const shownBefore = lines.length > shownLines ? lines.at(-1)!.length : before.text.length
  if (shownBefore > shownCharacters) return `… ${message.slice(before.text.length - 40)}`
  return shownBefore === before.text.length ? message : `… ${message.slice(before.text.length - shownBefore)}`
}

/** A message in pieces, those that the search found apart: by the same rule by which the server finds them. */
export const foundPieces = (message: string, sought: string): readonly Piece[] => {
  const [folded, wanted] = [fold(message), fold(sought)]
  if (wanted === '' || !folded.includes(wanted)) return [{ text: message, isFound: false }]
  const places = folded.length === message.length ? undefined : placesOf(message)
  const placeOf = (unit: number): number => places === undefined ? unit : places[unit] ?? message.length
  const pieces: Piece[] = []
  let done = 0
  for (let start = folded.indexOf(wanted); start !== -1; start = folded.indexOf(wanted, start + wanted.length)) {
    const [from, to] = [placeOf(start), placeOf(start + wanted.length)]
    if (from > done) pieces.push({ text: message.slice(done, from), isFound: false })
    pieces.push({ text: message.slice(from, to), isFound: true })
    done = to
  }
  if (done < message.length) pieces.push({ text: message.slice(done), isFound: false })
  return pieces
}
