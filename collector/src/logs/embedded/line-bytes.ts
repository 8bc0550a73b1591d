import type { NewLogLine } from '../../devices/snapshot/log-line.ts'

/** A row, the share of its batch's, its names in the index and its places in FTS5's lists of documents. */
const ofEveryLine = 100
/** A byte of the row, and what the trigrams and pairs of a character take of the indexes (measured: 1.2 bytes for one of the text). */
const ofTextByte = 2.4

/** About how many bytes of logs.db a line takes, by which the limit and each device's share are held. */
export const bytesOfLine = ({ message, unit = '', context }: Pick<NewLogLine, 'message' | 'unit' | 'context'>): number =>
  Math.ceil(ofEveryLine + ofTextByte * Buffer.byteLength(message) + unit.length +
    (context === undefined ? 0 : Buffer.byteLength(JSON.stringify(context))))
