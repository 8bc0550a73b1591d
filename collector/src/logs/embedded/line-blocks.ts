import { idsOfMs } from '../line-id.ts'
import type { IdRange } from '../id-range.ts'

/**
 * Lines of the same four milliseconds share an entry of the text indexes: their block. The numbers of blocks are small and lie close
 * together, so that an index takes a byte or two for each, and nearly each line of a fleet still has an entry of its own (ADR 73).
 */
const idsOfBlock = 4 * idsOfMs

export const blockOf = (id: number): number => Math.floor(id / idsOfBlock)

export const idsOf = (block: number): IdRange => ({ low: block * idsOfBlock, high: (block + 1) * idsOfBlock - 1 })
