import { isUtf8 } from 'node:buffer'

export interface DecodedText {
  readonly text: string
  /** Bytes that are no UTF-8 became U+FFFD. */
  readonly isReplaced: boolean
}

/** Bytes as text. */
export const decode = (bytes: Buffer): DecodedText => ({ text: bytes.toString('utf8'), isReplaced: !isUtf8(bytes) })

/** Colours, and what else a terminal obeys (ECMA-48, control sequences): nothing that anybody searches for. */
const controlSequence = /\u001b\[[0-?]*[ -/]*[@-~]/g

/** A line without what only a terminal understands, without the NULs that a power cut leaves in a file, and without blanks at its end. */
export const withoutControls = (text: string): string => (text.includes('\u001b') ? text.replace(controlSequence, '') : text).replaceAll('\0', '').trimEnd()
