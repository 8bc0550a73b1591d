import type { Statement } from '../storage/storage.ts'

/** Less than what a line takes beside its text (storage/statements/logs.ts), in older rows too: so many lines hold at least these bytes. */
const leastBytesOfLine = 100

/**
 * Where the lines take more than `maxBytes` together, removes the oldest of the device that has the most, until they do not or at
 * least `atMost` bytes are free: a device that logs in a loop pushes out its own lines before another's.
 */
export const removeOldestOverLimit = ({ maxBytes, atMost, lines = Math.ceil(atMost / leastBytesOfLine) }: { readonly maxBytes: number, readonly atMost: number, readonly lines?: number }): Statement =>
  ({ name: 'logs.removeOldestOverLimit', parameters: { maxBytes, atMost, count: lines } })
