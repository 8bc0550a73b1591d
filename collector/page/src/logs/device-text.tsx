import { escapeControls } from '@mimamori/contract/escape-controls'
import { foundPieces } from './found-pieces.ts'

/** Control characters as the command line shows them (`\\u202e`), but for the ends of lines. */
const visible = (text: string): string => text.split(/\r?\n/).map(escapeControls).join('\n')

interface Props {
  readonly text: string
  /** What the search found of it is marked. */
  readonly sought?: string
}

/** What a device wrote. It turns round nothing that stands beside it: characters of Arabic or Hebrew come of bytes in another encoding, too. */
export const DeviceText = ({ text, sought = '' }: Props) =>
  <bdi dir="ltr">{foundPieces(text, sought).map(({ text: piece, isFound }, place) => isFound ? <mark key={place}>{visible(piece)}</mark> : visible(piece))}</bdi>
