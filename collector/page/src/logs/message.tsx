import { foundPieces } from './found-pieces.ts'

/** A message with what the search found in it marked. Characters that change the direction of text end with it (`bdi`). */
export const Message = ({ text, sought }: { readonly text: string, readonly sought: string }) =>
  <bdi>{foundPieces(text, sought).map(({ text: piece, isFound }, place) => isFound ? <mark key={place}>{piece}</mark> : piece)}</bdi>
