import { foundPieces } from './found-pieces.ts'

/** A message with what the search found in it marked. */
export const Message = ({ text, sought }: { readonly text: string, readonly sought: string }) =>
  <>{foundPieces(text, sought).map(({ text: piece, isFound }, place) => isFound ? <mark key={place}>{piece}</mark> : piece)}</>
