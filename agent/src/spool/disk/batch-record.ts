import type { SpooledBatch } from '../spooled-batch.ts'

const lineFeed = 10

/** A batch as a record: one line of JSON with all but its body, and the body as it is sent. */
export const toRecord = ({ batch: { body, ...batch }, positions, ...known }: SpooledBatch): Buffer =>
  Buffer.concat([Buffer.from(`${JSON.stringify({ ...known, positions: [...positions], batch })}\n`), body])

/** @throws if the record is no batch's */
export const fromRecord = (record: Buffer): SpooledBatch => {
  const end = record.indexOf(lineFeed)
  const { positions, batch, ...known } = JSON.parse(record.toString('utf8', 0, end)) as Omit<SpooledBatch, 'positions'> & {
    readonly positions: readonly [string, string][]
  }
  return { ...known, positions: new Map(positions), batch: { ...batch, body: record.subarray(end + 1) } }
}
