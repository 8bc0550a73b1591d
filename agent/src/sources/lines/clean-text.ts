import { isUtf8 } from 'node:buffer'
import type { Encoding } from '../../config/encodings.ts'

export interface DecodedText {
  readonly text: string
  /** Bytes that have no meaning in the encoding became U+FFFD. */
  readonly isReplaced: boolean
}

/** Bytes as text; without a character cut in half at the end of a cut line. */
export const decode = (bytes: Buffer, encoding: Encoding = 'utf-8', isCut = false): DecodedText => {
  if (encoding === 'utf-8' && !isCut) return { text: bytes.toString('utf8'), isReplaced: !isUtf8(bytes) }
  const text = new TextDecoder(encoding).decode(bytes, { stream: isCut })
  return { text, isReplaced: text.includes('\ufffd') }
}

/** Colours, and what else a terminal obeys (ECMA-48, control sequences): nothing that anybody searches for. */
const controlSequence = /\u001b\[[0-?]*[ -/]*[@-~]/g

/** Removes a byte order mark, terminal codes, the NULs that a power cut leaves in a file, and blanks at the end. */
export const withoutControls = (text: string): string =>
  (text.includes('\u001b') ? text.replace(controlSequence, '') : text).replaceAll(/^\ufeff|\0/g, '').trimEnd()
