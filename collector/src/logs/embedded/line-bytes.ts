import type { NewLogLine } from '../../devices/snapshot/log-line.ts'

/** A row, its entries in four indexes and its place in FTS5's list of documents. */
const ofEveryLine = 110
/** A character is part of three trigrams, each of which takes a byte or two of the index (measured: 2.2 bytes for one of the text). */
const ofTextByte = 3.2

/** About how many bytes of logs.db a line takes, by which the limit and each device's share are held. */
export const bytesOfLine = ({ message, unit = '', context }: Pick<NewLogLine, 'message' | 'unit' | 'context'>): number =>
  Math.ceil(ofEveryLine + ofTextByte * Buffer.byteLength(message) + unit.length + (context === undefined ? 0 : Buffer.byteLength(JSON.stringify(context))))
