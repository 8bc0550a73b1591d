/** Ids count from here, as do those of the embedded database. */
const firstMs = Date.UTC(2020, 0, 1)
/** Ids of one millisecond. */
export const idsOfMs = 4096
const nsPerMs = 1_000_000n
/** So far apart lie the ids of one millisecond in Loki: all of them fit in it. */
const nsPerId = nsPerMs / BigInt(idsOfMs)

/** The smallest id of lines that happened at `ms`, in Unix milliseconds, or later. */
export const firstIdAt = (ms: number): number => Math.max(0, Math.ceil(ms) - firstMs) * idsOfMs

/** When the line happened, in Unix milliseconds. */
export const msOfId = (id: number): number => Math.floor(id / idsOfMs) + firstMs

/** A line's time in Loki, in Unix nanoseconds: from it the id is known again, and lines of one millisecond keep their order. */
export const nsOfId = (id: number): bigint => BigInt(msOfId(id)) * nsPerMs + BigInt(id % idsOfMs) * nsPerId

/** The id of a line by its time in Loki. */
export const idOfNs = (ns: bigint): number => firstIdAt(Number(ns / nsPerMs)) + Math.min(idsOfMs - 1, Number(ns % nsPerMs / nsPerId))
