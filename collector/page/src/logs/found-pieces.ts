import { fold } from '@mimamori/contract/fold'

export interface Piece {
  readonly text: string
  readonly isFound: boolean
}

/** Context before the first match, in UTF-16 units: little enough for the narrowest window. */
const shownBefore = 20

/** A message from its first match on, with a little of the text before it on its line. */
export const fromFirstFind = (message: string, sought: string): string => {
  const [before] = foundPieces(message, sought)
  if (before === undefined || before.isFound || before.text.length === message.length) return message
  const from = Math.max(before.text.lastIndexOf('\n') + 1, before.text.length - shownBefore)
  // Not from the second half of a character on.
  return from === 0 ? message : `… ${message.slice(from).replace(/^[\udc00-\udfff]/, '')}`
}

/** A message in pieces, with the matches of the search apart: by the same rule by which the server finds them. */
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
