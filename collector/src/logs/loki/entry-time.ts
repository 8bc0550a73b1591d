import { firstIdAt, idsOfMs, msOfId } from '../line-id.ts'

const nsPerMs = 1_000_000n
/** The distance between the ids of one millisecond in Loki: all of them fit in it. */
const nsPerId = nsPerMs / BigInt(idsOfMs)

/** A line's time in Loki, in Unix nanoseconds: the id can be computed from it, and lines of one millisecond keep their order. */
export const nsOfId = (id: number): bigint => BigInt(msOfId(id)) * nsPerMs + BigInt(id % idsOfMs) * nsPerId

/**
 * The same for a line of the batch at this position. Two batches may give an id to equal lines, of which Loki keeps one at one nanosecond.
 */
export const nsOfLine = (id: number, position: number): bigint => nsOfId(id) + BigInt(position) % nsPerId

/** The id of a line by its time in Loki. */
export const idOfNs = (ns: bigint): number => firstIdAt(Number(ns / nsPerMs)) + Math.min(idsOfMs - 1, Number(ns % nsPerMs / nsPerId))
