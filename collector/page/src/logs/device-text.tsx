import { escapeControls } from '@mimamori/contract/escape-controls'
import type { ComponentChildren } from 'preact'
import { foundPieces } from './found-pieces.ts'

/** Control characters as the command line shows them (`\u202e`), but for the ends of lines. */
const visible = (text: string): string => text.split(/\r?\n/).map(escapeControls).join('\n')

/** Letters of scripts written from right to left (https://www.unicode.org/Public/UCD/latest/ucd/extracted/DerivedBidiClass.txt). */
const letters = '[\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc\\u{10800}-\\u{10fff}\\u{1e800}-\\u{1efff}]+'
const turnedWords = new RegExp(`(${letters}(?: +${letters})*)`, 'u')

interface Props {
  readonly text: string
  /** Matches are marked. */
  readonly sought?: string
}

/** Such words are isolated: a number after them would move before them. */
const inPlace = (text: string): ComponentChildren =>
  visible(text).split(turnedWords).map((part, place) => place % 2 === 1 ? <bdi key={place}>{part}</bdi> : part)

/**
 * Shows a device's text from left to right: characters of Arabic or Hebrew also come from bytes in another encoding, and turn round nothing
 * next to them.
 */
export const DeviceText = ({ text, sought = '' }: Props) => (
  <bdi dir="ltr">
    {foundPieces(text, sought).map(({ text: piece, isFound }, place) => isFound
      ? <mark key={place}>{inPlace(piece)}</mark>
      : inPlace(piece))}
  </bdi>
)
