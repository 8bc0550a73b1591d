import type { NewLogLine } from '../../devices/snapshot/log-line.ts'

/** A row, its share of the batch's, its names in the index and its entries in FTS5's lists of documents. */
const ofEveryLine = 100
/** A byte of the row, and the trigrams and pairs of a character in the indexes (measured: 1.2 bytes for one of the text). */
const ofTextByte = 2.4

/** The approximate bytes of logs.db that a line takes, on which the limit and each device's share are based. */
export const bytesOfLine = ({ message, unit = '', context }: Pick<NewLogLine, 'message' | 'unit' | 'context'>): number =>
  Math.ceil(ofEveryLine + ofTextByte * Buffer.byteLength(message) + unit.length +
    (context === undefined ? 0 : Buffer.byteLength(JSON.stringify(context))))
