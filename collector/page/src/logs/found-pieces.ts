import { fold } from '@mimamori/contract/fold'

export interface Piece {
  readonly text: string
  readonly isFound: boolean
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
  const pieces: Piece[] = []
  let done = 0
  for (let from = folded.indexOf(wanted); from !== -1; from = folded.indexOf(wanted, done)) {
    if (from > done) pieces.push({ text: message.slice(done, from), isFound: false })
    done = from + wanted.length
    pieces.push({ text: message.slice(from, done), isFound: true })
  }
  if (done < message.length) pieces.push({ text: message.slice(done), isFound: false })
  return pieces
}
